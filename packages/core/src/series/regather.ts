import { type ColumnKind, type ColumnKinds, columnKind } from './columnKind.ts';
import { counterPieces } from './counterPieces.ts';
import { type Gathered, gather } from './gather.ts';
import type { Column, Series } from './Series.ts';
import { columnNames, seriesLength } from './seriesLength.ts';

/** Columns on other edges than those of the series they came from. */
export interface Regathered<Name extends string> {
  readonly columns: Record<Name, Column>;
  readonly coverage: Record<Name, Column>;
  readonly quality?: Partial<Record<Name, Uint16Array<ArrayBuffer>>>;
}

/** Every column of a series, by the rule of its kind, in the intervals between ascending edges. */
export function regather<Name extends string>(
  series: Series<Name>,
  edgesMs: ArrayLike<number>,
  kinds?: ColumnKinds<Name>,
): Regathered<Name> {
  const length = seriesLength(series);
  const startsMs = Float64Array.from({ length }, (_, i) => series.startMs + i * series.stepMs);
  const endsMs = startsMs.map((start) => start + series.stepMs);
  const columns = {} as Record<Name, Column>;
  const coverage = {} as Record<Name, Column>;
  const quality: Partial<Record<Name, Uint16Array<ArrayBuffer>>> = {};
  for (const name of columnNames(series)) {
    const kind: ColumnKind = kinds?.[name] ?? columnKind(name);
    const gathered =
      kind === 'counter'
        ? gatherRegister(series, name, startsMs, edgesMs)
        : gather(
            {
              startsMs,
              endsMs,
              values: series.columns[name],
              coverage: series.coverage[name],
              bits: series.quality?.[name],
            },
            kind,
            edgesMs,
          );
    columns[name] = gathered.values;
    coverage[name] = gathered.coverage;
    if (gathered.bits?.some((bits) => bits !== 0)) quality[name] = gathered.bits;
  }
  return { columns, coverage, ...(Object.keys(quality).length > 0 ? { quality } : {}) };
}

function gatherRegister<Name extends string>(
  series: Series<Name>,
  name: Name,
  startsMs: Float64Array,
  edgesMs: ArrayLike<number>,
): Gathered {
  const register = series.columns[name];
  const known = Array.from(register.keys()).filter((i) => !Number.isNaN(register[i]!));
  const pieces = counterPieces({
    atMs: known.map((i) => startsMs[i]!),
    values: known.map((i) => register[i]!),
    bits: known.map((i) => series.quality?.[name]?.[i] ?? 0),
    edgesMs,
    maxGapMs: series.stepMs,
  });
  return gather(pieces, 'amount', edgesMs);
}
