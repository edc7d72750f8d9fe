import type { AppendResult } from '../store/AppendResult.ts';
import type { PageQuery } from '../store/StoreBackend.ts';
import type { StoreErrorCode } from '../store/StoreError.ts';
import type { LatestOfManyQuery, LatestValue } from '../store/TelemetryStore.ts';

/** What the worker is started with. */
export interface WorkerOptions {
  readonly file: string;
  readonly portfolioId: string;
  readonly logReadings: number;
  readonly maxBytes: number | undefined;
}

/** What the worker can be asked, and what it answers. Readings travel as bytes of `encodeBatch`. */
export interface Calls {
  open: { ask: WorkerOptions; answer: undefined };
  append: { ask: { batches: Uint8Array<ArrayBuffer>[]; sizes: number[] }; answer: AppendResult[] };
  page: { ask: PageQuery; answer: { bytes: Uint8Array<ArrayBuffer>; nextMs: number | undefined } };
  latest: { ask: LatestOfManyQuery; answer: Record<string, Record<string, LatestValue>> };
  eraseAsset: { ask: string; answer: { removed: number } };
  retain: { ask: number; answer: { removed: number } };
  close: { ask: undefined; answer: undefined };
}

export interface Request<Name extends keyof Calls = keyof Calls> {
  readonly id: number;
  readonly name: Name;
  readonly ask: Calls[Name]['ask'];
}

/** An error as plain data: classes do not survive the way between threads. */
export interface Fault {
  readonly code: StoreErrorCode;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
}

export type Response =
  | { readonly id: number; readonly ok: true; readonly answer: Calls[keyof Calls]['answer'] }
  | { readonly id: number; readonly ok: false; readonly fault: Fault };
