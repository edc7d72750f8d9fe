import type { MeterBatch } from '@usina/core';
import { LedgerError } from '../LedgerError.ts';
import { verifyBatchSignature } from '../proof/batchSignature.ts';
import type { MeterBatchInput } from '../proof/makeBatch.ts';
import { buildBatch } from './buildBatch.ts';
import type { JournalStore } from './JournalStore.ts';
import { encodeBatch } from './payloads.ts';

export interface CommitBatchOptions {
  store: JournalStore;
  input: MeterBatchInput;
  atMs: number;
  /** Address whose signature batches of this meter must carry; undefined asks for none. */
  signer: string | undefined;
}

/**
 * Commits a batch after checking it against what is committed. Calls for one meter must not overlap.
 *
 * A batch that is committed already is returned as it is. An interval that is committed with another value needs a
 * revision of one more; an interval that overlaps a committed one with other bounds is refused.
 */
export async function commitBatch({ store, input, atMs, signer }: CommitBatchOptions): Promise<MeterBatch> {
  const batch = await buildBatch({ ...input, portfolioId: store.portfolioId }, store.hashReading);
  await checkSignature(batch, signer);
  const { meterId, startMs, endMs, revision, root } = batch;
  const touching = store.index.batchesOf(meterId, startMs, endMs);
  const same = touching.find((entry) => entry.root === root && entry.revision === revision);
  if (same) return store.batch(same);
  if (touching.length > 0) await checkRevision(store, batch);
  else if (revision !== 1) throw wrongRevision(batch, batch.readings[0]!.startMs, 0);
  await store.log.append('batch', encodeBatch(batch, atMs));
  return batch;
}

async function checkSignature(batch: MeterBatch, signer: string | undefined): Promise<void> {
  if (signer === undefined && batch.signature === undefined) return;
  if (await verifyBatchSignature(batch, signer)) return;
  const { meterId, signature } = batch;
  const read = signature === undefined ? 'no signature' : `a signature by ${signature.signer}`;
  throw new LedgerError(
    'LEDGER_SIGNATURE',
    `Batch of meter "${meterId}": read ${read}, expected one by ${signer ?? 'the signer that it names'} over root ${batch.root}. Check the key, the readings and the revision.`,
    { context: { meterId, signer: signature?.signer, expected: signer, root: batch.root } },
  );
}

async function checkRevision(store: JournalStore, batch: MeterBatch): Promise<void> {
  const { meterId, startMs, endMs, revision } = batch;
  const committed = [...(await store.readings({ meterId, startMs, endMs })).values()].map(({ reading }) => reading);
  const byPoint = new Map<string, typeof committed>();
  for (const reading of committed) byPoint.set(reading.point, [...(byPoint.get(reading.point) ?? []), reading]);
  for (const readings of byPoint.values()) readings.sort((a, b) => a.startMs - b.startMs);

  for (const reading of batch.readings) {
    const there = byPoint
      .get(reading.point)
      ?.filter((old) => old.startMs < reading.endMs && old.endMs > reading.startMs);
    const exact = there?.find((old) => old.startMs === reading.startMs && old.endMs === reading.endMs);
    const other = there?.find((old) => old !== exact);
    if (other) {
      const { point } = reading;
      throw new LedgerError(
        'LEDGER_BATCH_OVERLAP',
        `Meter "${meterId}" ${point}: ${iso(reading)} overlaps the committed ${iso(other)}. Send the same intervals to correct them.`,
        {
          context: { meterId, point, read: [reading.startMs, reading.endMs], committed: [other.startMs, other.endMs] },
        },
      );
    }
    if (revision !== (exact?.revision ?? 0) + 1) throw wrongRevision(batch, reading.startMs, exact?.revision ?? 0);
  }
}

function wrongRevision({ meterId, revision }: MeterBatch, startMs: number, committed: number): LedgerError {
  const found = committed === 0 ? 'nothing is committed' : `revision ${committed} is committed`;
  return new LedgerError(
    'LEDGER_BATCH_REVISION',
    `Meter "${meterId}": ${found} for ${new Date(startMs).toISOString()}, read revision ${revision}, expected ${committed + 1}. A correction is sent as the next revision, apart from new intervals.`,
    { context: { meterId, startMs, revision, expected: committed + 1 } },
  );
}

function iso({ startMs, endMs }: { startMs: number; endMs: number }): string {
  return `${new Date(startMs).toISOString()} to ${new Date(endMs).toISOString()}`;
}
