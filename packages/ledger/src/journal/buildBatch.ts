import type { MeterBatch, MeterReading } from '@usina/core';
import { pacer } from '../pacer.ts';
import type { Hash } from '../proof/Hash.ts';
import { type MeterBatchInput, makeBatchInSteps } from '../proof/makeBatch.ts';

/** As `makeBatch`, letting other work run in between. */
export async function buildBatch(
  input: MeterBatchInput & { portfolioId: string },
  hash?: (reading: MeterReading) => Hash,
): Promise<MeterBatch> {
  const pause = pacer();
  const steps = makeBatchInSteps(input, hash);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}
