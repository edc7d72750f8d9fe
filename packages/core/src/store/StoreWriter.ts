import type { Observer } from 'rxjs';
import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from './AppendResult.ts';
import { checkReading } from './checkReading.ts';
import { StoreError } from './StoreError.ts';

export interface StoreWriterOptions {
  /** Readings that may wait to be stored. Further ones are dropped and counted. @defaultValue 50_000 */
  maxPending?: number;
  /** Told of each append that failed, of each invalid reading and of the first drop in a row: a row ends with an append that took all that came. */
  onError?: (error: StoreError) => void;
}

/** What a writer has done; `received` is the sum of the others. */
export interface StoreWriterStatus extends AppendResult {
  readonly received: number;
  /** Waiting or on the way. */
  readonly pending: number;
  /** Not stored because too many were waiting, or because the writer had ended. */
  readonly dropped: number;
  /** Not stored because they are not readings that can be stored. */
  readonly rejected: number;
  /** Not stored because their append failed. */
  readonly failed: number;
  /** The last fault, or the error that the stream ended with. */
  readonly lastError: unknown;
}

/** An observer that stores what it is given. It never throws into the stream: faults are counted and told. */
export interface StoreWriter extends Observer<Reading<string>> {
  status(): StoreWriterStatus;
  /** Resolves once nothing is pending, whatever became of it. */
  idle(): Promise<StoreWriterStatus>;
}

interface Options extends StoreWriterOptions {
  /** Told once the stream has ended and nothing is pending. */
  onEnd(): void;
  append(readings: readonly Reading<string>[]): Promise<AppendResult>;
}

/** Collects readings while an append is on its way, so that one transaction takes all that came meanwhile. */
export function createStoreWriter({ append, maxPending = 50_000, onError, onEnd }: Options): StoreWriter {
  const counts = { received: 0, appended: 0, corrected: 0, duplicates: 0, dropped: 0, rejected: 0, failed: 0 };
  let waiting: Reading<string>[] = [];
  let inFlight = 0;
  let running: Promise<void> | undefined;
  let dropping = false;
  let droppedBefore = 0;
  let ended = false;
  let lastError: unknown;

  function fault(error: unknown): void {
    lastError = error;
    onError?.(error as StoreError);
  }

  async function drain(): Promise<void> {
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      inFlight = batch.length;
      try {
        const result = await append(batch);
        counts.appended += result.appended;
        counts.corrected += result.corrected;
        counts.duplicates += result.duplicates;
      } catch (error) {
        counts.failed += batch.length;
        fault(error);
      }
      inFlight = 0;
      if (counts.dropped === droppedBefore) dropping = false;
      droppedBefore = counts.dropped;
    }
    running = undefined;
  }

  async function idle(): Promise<StoreWriterStatus> {
    while (running !== undefined) await running;
    return status();
  }

  function end(): void {
    if (ended) return;
    ended = true;
    void idle().then(onEnd);
  }

  const status = () => ({ ...counts, pending: waiting.length + inFlight, lastError });

  return {
    next(reading) {
      counts.received += 1;
      if (ended || waiting.length + inFlight >= maxPending) {
        counts.dropped += 1;
        if (!dropping) fault(overflow(ended, maxPending));
        dropping = true;
        return;
      }
      try {
        checkReading(reading);
      } catch (error) {
        counts.rejected += 1;
        fault(error);
        return;
      }
      waiting.push(reading);
      running ??= drain();
    },
    error(error) {
      lastError = error;
      end();
    },
    complete: end,
    status,
    idle,
  };
}

function overflow(ended: boolean, maxPending: number): StoreError {
  return ended
    ? new StoreError('STORE_CLOSED', 'The writer was given a reading after its stream had ended. It was dropped.')
    : new StoreError(
        'STORE_FULL',
        `${maxPending} readings wait to be stored: they come faster than the disk takes them. Further ones are dropped and counted. Thin the stream (windowed, bounded), or raise maxPending.`,
        { context: { maxPending } },
      );
}
