import { flagBit } from '../readings/Flag.ts';
import { columnKind } from './columnKind.ts';
import { missingColumn } from './coverageOf.ts';
import { createSeries } from './createSeries.ts';
import { optionFault } from './optionFault.ts';
import type { Series } from './Series.ts';
import { columnNames } from './seriesLength.ts';
import { turnDeg, wrapDeg } from './turnDeg.ts';

/**
 * What becomes of missing numbers:
 *
 * - `keep` they stay missing;
 * - `hold` the last number before the gap stands in, at most for `maxMs`, then they stay missing;
 * - `linear` a straight line between the numbers around a gap of at most `maxMs`; a longer gap stays as it is;
 *   directions turn the shorter way round, and states, between which nothing lies, keep their last number.
 *
 * `maxMs` is 0 or more; `Infinity` says without limit.
 */
export type GapPolicy =
  | { readonly kind: 'keep' }
  | { readonly kind: 'hold'; readonly maxMs: number }
  | { readonly kind: 'linear'; readonly maxMs: number };

/**
 * Fills gaps by a stated policy. What is filled in is flagged `estimated` and does not count as coverage. Gaps at the
 * start stay, at the end only `hold` fills.
 *
 * Throws `SERIES_OPTION` for another kind or no `maxMs`, `SERIES_COLUMN`.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 900_000, columns: { acPowerW: [100, Number.NaN, 300] } });
 * const filled = fillGaps(s, { kind: 'linear', maxMs: 3_600_000 });
 * filled.columns.acPowerW // Float64Array [100, 200, 300]
 * filled.coverage.acPowerW // Float64Array [1, 0, 1]
 */
export function fillGaps<Name extends string>(
  series: Series<Name>,
  policy: GapPolicy,
  columns: readonly NoInfer<Name>[] = columnNames(series),
): Series<Name> {
  checkPolicy(policy);
  for (const name of columns) if (!Object.hasOwn(series.columns, name)) throw missingColumn(series, name);
  if (policy.kind === 'keep') return series;
  const filled = { ...series.columns } as Record<Name, Float64Array<ArrayBuffer>>;
  const quality = { ...series.quality } as Partial<Record<Name, Uint16Array<ArrayBuffer>>>;
  const most = Math.floor(policy.maxMs / series.stepMs);
  for (const name of columns) {
    const kind = columnKind(name);
    const isAngle = kind === 'angle';
    const isDrawn = policy.kind === 'linear' && kind !== 'state';
    const values = series.columns[name].slice();
    const bits = series.quality?.[name]?.slice() ?? new Uint16Array(values.length);
    for (const [start, end] of gapsOf(values)) {
      const last = policy.kind === 'hold' ? Math.min(end, start + most) : end;
      if (start === 0 || (policy.kind === 'linear' && (end === values.length || end - start > most))) continue;
      const from = values[start - 1]!;
      const change = isAngle ? turnDeg(from, values[end]!) : values[end]! - from;
      const slope = isDrawn ? change / (end - start + 1) : 0;
      for (let i = start; i < last; i++) {
        const value = from + slope * (i - start + 1);
        values[i] = isAngle ? wrapDeg(value) : value;
        bits[i] = bits[i]! | flagBit.estimated;
      }
    }
    filled[name] = values;
    if (bits.some((bit) => bit !== 0)) quality[name] = bits;
  }
  // where a number is missing coverage is 0 already, and it stays so where one was filled in
  return createSeries({ ...series, columns: filled, quality });
}

function checkPolicy(policy: GapPolicy): void {
  const kind: unknown = policy?.kind;
  if (kind === 'keep') return;
  if (kind !== 'hold' && kind !== 'linear') throw optionFault('policy.kind', kind, "'keep', 'hold' or 'linear'");
  const { maxMs } = policy as { maxMs: unknown };
  if (typeof maxMs !== 'number' || !(maxMs >= 0))
    throw optionFault('policy.maxMs', maxMs, `the longest gap that "${kind}" may fill, in milliseconds`);
}

/** The runs of missing numbers: index of the first, index after the last. */
function gapsOf(values: Float64Array): [number, number][] {
  const gaps: [number, number][] = [];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!)) continue;
    const start = i;
    while (i < values.length && Number.isNaN(values[i]!)) i++;
    gaps.push([start, i]);
  }
  return gaps;
}
