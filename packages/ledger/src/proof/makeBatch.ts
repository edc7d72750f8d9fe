import { Flag, type MeterBatch, type MeterReading, type PointDefinition, vocabulary } from '@usina/core';
import { LedgerError } from '../LedgerError.ts';
import { readingHasher } from './hashReading.ts';
import { MerkleTree } from './merkleTree.ts';

export interface BatchReading {
  /** Counter of the vocabulary whose difference over the interval this is. */
  readonly point: string;
  readonly startMs: number;
  /** Excluded. */
  readonly endMs: number;
  /** Whole Wh; a number must be a safe integer. Not negative for a counter of the vocabulary. */
  readonly energyWh: bigint | number;
  readonly flags?: readonly Flag[] | undefined;
}

export interface MeterBatchInput {
  readonly meterId: string;
  readonly readings: readonly BatchReading[];
  /** 1 for intervals not seen before; one more than the committed one to correct it. @defaultValue 1 */
  readonly revision?: number | undefined;
  /** EIP-712 signature of the batch: see `signBatch`. */
  readonly signature?: MeterBatch['signature'];
}

/**
 * A batch with its Merkle root, readings ordered by point and time. Throws `LEDGER_BATCH_INVALID` for no readings, an
 * interval that is empty or not in whole milliseconds, energy that is no whole number, energy below zero of a counter
 * of the vocabulary, or two readings that overlap.
 *
 * @example
 * makeBatch({ portfolioId: 'vpp', meterId: 'pv-1', readings: [{ point: 'energyExportedWh', startMs: 0, endMs: 900_000, energyWh: 1_250n }] }).root
 * // the leaf of that one reading
 */
export function makeBatch(input: MeterBatchInput & { portfolioId: string }): MeterBatch {
  const steps = makeBatchInSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `makeBatch`, yielding about every 8 ms of work. */
export function* makeBatchInSteps(
  input: MeterBatchInput & { portfolioId: string },
  hash = readingHasher(input.portfolioId),
): Generator<void, MeterBatch> {
  const { portfolioId, meterId, revision = 1, signature } = input;
  if (input.readings.length === 0) throw invalid(meterId, 'no readings', 'at least one');
  if (!Number.isInteger(revision) || revision < 1) throw invalid(meterId, `revision ${revision}`, '1 or more');
  const readings = input.readings
    .map((reading) => checked(meterId, revision, reading))
    .sort((a, b) => (a.point < b.point ? -1 : a.point > b.point ? 1 : a.startMs - b.startMs));
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  const leaves: `0x${string}`[] = [];
  for (const [i, reading] of readings.entries()) {
    const before = readings[i - 1];
    if (before?.point === reading.point && before.endMs > reading.startMs) {
      throw invalid(meterId, `two readings of ${reading.point} at ${reading.startMs}`, 'intervals that do not overlap');
    }
    startMs = Math.min(startMs, reading.startMs);
    endMs = Math.max(endMs, reading.endMs);
    leaves.push(hash(reading));
    if (i % 300 === 299) yield;
  }
  const { root } = yield* MerkleTree.inSteps(leaves);
  return { portfolioId, meterId, revision, startMs, endMs, readings, root, ...(signature ? { signature } : {}) };
}

function checked(meterId: string, revision: number, reading: BatchReading): MeterReading {
  const { point, startMs, endMs, energyWh, flags = [] } = reading;
  if (!Number.isSafeInteger(startMs) || !Number.isSafeInteger(endMs) || startMs < 0 || endMs <= startMs) {
    throw invalid(meterId, `the interval ${startMs} to ${endMs}`, 'whole epoch milliseconds, the end after the start');
  }
  if (typeof energyWh !== 'bigint' && !Number.isSafeInteger(energyWh)) {
    throw invalid(meterId, `an energy of ${energyWh} Wh at ${startMs}`, 'a bigint or a whole number');
  }
  if (energyWh < 0 && counts(point)) {
    throw invalid(meterId, `an energy of ${energyWh} Wh of ${point} at ${startMs}`, 'none below zero: it is a counter');
  }
  if (point.length === 0) throw invalid(meterId, 'an empty point', 'a counter such as "energyExportedWh"');
  const known = new Set(flags);
  const ordered = Flag.options.filter((flag) => known.has(flag));
  return { meterId, point, startMs, endMs, energyWh: BigInt(energyWh), flags: ordered, revision };
}

/** Whether a point is a register of the vocabulary that only grows. Points of your own may be net. */
function counts(point: string): boolean {
  const known: Readonly<Record<string, PointDefinition>> = vocabulary;
  return Object.hasOwn(known, point) && known[point]!.kind === 'counter';
}

function invalid(meterId: string, read: string, expected: string): LedgerError {
  return new LedgerError('LEDGER_BATCH_INVALID', `Batch of meter "${meterId}": read ${read}, expected ${expected}.`, {
    context: { meterId, read },
  });
}
