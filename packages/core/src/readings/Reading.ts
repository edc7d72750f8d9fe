import * as z from 'zod';
import { Flag } from './Flag.ts';
import type { Point } from './vocabulary.ts';

const Id = z.string().min(1).max(200);
const EpochMs = z.number().int().min(0).max(8.64e15);

/**
 * The wire shape of a reading: what crosses a process border as JSON. Point names are not closed here,
 * because drivers add their own; `flagImplausible` judges values against a vocabulary.
 */
export const Reading = z.strictObject({
  assetId: Id.describe('asset of the portfolio that was measured'),
  atMs: EpochMs.describe('when it was measured, epoch milliseconds UTC'),
  receivedAtMs: EpochMs.describe('when this side knew it, epoch milliseconds UTC'),
  source: Id.describe('driver or feed that delivered it'),
  sequence: z.number().int().min(0).optional().describe('message counter of the source, where it has one'),
  values: z.record(Id, z.number()).describe('finite numbers by point; the name carries the unit'),
  flags: z.record(Id, z.array(Flag).min(1).readonly()).optional().describe('quality by point'),
});

/**
 * One message of one asset. A point without a usable number is absent from `values` and present in `flags`;
 * a suspect value stays and is flagged. Key: source, asset, `atMs` and, where there is one, sequence.
 * Power is positive when the asset delivers.
 */
export interface Reading<Extra extends string = never> {
  readonly assetId: string;
  readonly atMs: number;
  readonly receivedAtMs: number;
  readonly source: string;
  readonly sequence?: number | undefined;
  readonly values: Readonly<Partial<Record<Point | Extra, number>>>;
  readonly flags?: Readonly<Partial<Record<Point | Extra, readonly Flag[]>>> | undefined;
}

/**
 * Identity of a reading: source, asset, instant and, where it has one, sequence. The same key with other values is a
 * revision, never a second reading. A sequence that comes back at another instant is a counter that started again.
 *
 * @example
 * const reading = { assetId: 'inv-1', atMs: 600_000, receivedAtMs: 600_020, source: 'mqtt', sequence: 1, values: {} };
 * readingKey(reading) === readingKey({ ...reading, receivedAtMs: 900_000, values: { acPowerW: 5 } }) // true
 * readingKey(reading) === readingKey({ ...reading, atMs: 0 }) // false
 */
export function readingKey(reading: Reading<string>): string {
  return `${reading.source}\u0000${reading.assetId}\u0000${reading.atMs}\u0000${reading.sequence ?? ''}`;
}
