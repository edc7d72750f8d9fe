import type { Reading } from '../readings/Reading.ts';
import type { AppendResult } from '../store/AppendResult.ts';
import { encodeBatch } from './readingBatch.ts';

type Send = (batches: Uint8Array<ArrayBuffer>[], sizes: number[]) => Promise<AppendResult[]>;

interface Append {
  readonly readings: readonly Reading<string>[];
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/** Readings a row of the log holds, and a transaction takes from several appends together. */
const batchReadings = 4_096;
/** One transaction is on the disk while the next is made. */
const depth = 2;

/** Appends that come while a transaction is on its way share the next one: one fsync for all of them. */
export class GroupCommit {
  readonly #send: Send;
  readonly #queue: Append[] = [];
  #inFlight = 0;
  #pumping = false;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Appends are committed in the order of the calls. */
  append(readings: readonly Reading<string>[]): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ readings, resolve, reject });
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    queueMicrotask(() => void this.#pump());
  }

  /** Encodes and sends one group after the other: none overtakes an earlier one. */
  async #pump(): Promise<void> {
    while (this.#inFlight < depth && this.#queue.length > 0) {
      const group = this.#take();
      this.#inFlight += 1;
      try {
        const lists = group.map(({ readings }) => readings);
        const batches = await encodeAll(lists.length === 1 ? lists[0]! : lists.flat());
        void this.#commit(group, batches);
      } catch (error) {
        this.#refuse(group, error);
      }
    }
    this.#pumping = false;
  }

  #take(): Append[] {
    let count = 0;
    let appends = 0;
    for (const { readings } of this.#queue) {
      if (appends > 0 && count + readings.length > batchReadings) break;
      count += readings.length;
      appends += 1;
    }
    return this.#queue.splice(0, appends);
  }

  async #commit(group: Append[], batches: Uint8Array<ArrayBuffer>[]): Promise<void> {
    try {
      const results = await this.#send(
        batches,
        group.map(({ readings }) => readings.length),
      );
      group.forEach(({ resolve }, index) => void resolve(results[index]!));
      this.#inFlight -= 1;
    } catch (error) {
      this.#refuse(group, error);
    }
    this.#wake();
  }

  #refuse(group: Append[], error: unknown): void {
    this.#inFlight -= 1;
    for (const { reject } of group) reject(error);
  }
}

/** Encodes in slices and lets the event loop breathe between them. */
async function encodeAll(readings: readonly Reading<string>[]): Promise<Uint8Array<ArrayBuffer>[]> {
  const batches: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < readings.length; from += batchReadings) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    batches.push(encodeBatch(readings.slice(from, from + batchReadings)));
  }
  return batches;
}
