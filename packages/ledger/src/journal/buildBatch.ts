import type { MeterBatch } from '@usina/core';
import { pacer } from '../pacer.ts';
import { type MeterBatchInput, makeBatchInSteps } from '../proof/makeBatch.ts';

/** As `makeBatch`, letting other work run in between. */
export async function buildBatch(input: MeterBatchInput & { portfolioId: string }): Promise<MeterBatch> {
  const pause = pacer();
  const steps = makeBatchInSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}
