import { missingColumn } from './coverageOf.ts';
import { createSeries } from './createSeries.ts';
import type { Series } from './Series.ts';

export interface MapColumnOptions<From extends string, To extends string> {
  from: From;
  /** Name of the new column; an existing one is replaced. */
  to: To;
  /** Called for every number, never for a missing one. A result that is not finite is missing. */
  map: (value: number, index: number) => number;
}

/**
 * Adds a column computed from another one. Coverage and flags are those of the source. Throws `SERIES_COLUMN`.
 *
 * @example
 * mapColumn(s, { from: 'acPowerW', to: 'acPowerKw', map: (watts) => watts / 1_000 })
 */
export function mapColumn<Name extends string, const To extends string>(
  series: Series<Name>,
  options: MapColumnOptions<NoInfer<Name>, To>,
): Series<Name | To> {
  return zipColumns(series, { from: [options.from], to: options.to, zip: ([value], i) => options.map(value!, i) });
}

export interface ZipColumnsOptions<From extends string, To extends string> {
  from: readonly [From, ...From[]];
  /** Name of the new column; an existing one is replaced. */
  to: To;
  /** Called where every source has a number. A result that is not finite is missing. */
  zip: (values: readonly number[], index: number) => number;
}

/**
 * Adds a column computed from several: missing where one of them is, covered as far as the least covered, with the
 * flags of all. Throws `SERIES_COLUMN`.
 *
 * @example
 * const s = createSeries({ startMs: 0, stepMs: 1_000, columns: { acPowerW: [960, 0], dcPowerW: [1_000, 0] } });
 * zipColumns(s, { from: ['acPowerW', 'dcPowerW'], to: 'efficiency', zip: ([ac, dc]) => ac! / dc! }).columns.efficiency
 * // Float64Array [0.96, NaN]
 */
export function zipColumns<Name extends string, const To extends string>(
  series: Series<Name>,
  { from, to, zip }: ZipColumnsOptions<NoInfer<Name>, To>,
): Series<Name | To> {
  for (const name of from) if (!(name in series.columns)) throw missingColumn(series, name);
  const sources = from.map((name) => series.columns[name]);
  const shares = from.map((name) => series.coverage[name]);
  const flags = from.map((name) => series.quality?.[name]).filter((bits) => bits !== undefined);
  const values = new Float64Array(sources[0]!.length).fill(Number.NaN);
  const coverage = new Float64Array(values.length);
  const quality = new Uint16Array(values.length);
  const row = new Array<number>(sources.length);
  for (let i = 0; i < values.length; i++) {
    let whole = true;
    let share = 1;
    for (let k = 0; k < sources.length; k++) {
      row[k] = sources[k]![i]!;
      whole &&= !Number.isNaN(row[k]!);
      share = Math.min(share, shares[k]![i]!);
    }
    for (const bits of flags) quality[i] = quality[i]! | bits[i]!;
    if (!whole) continue;
    const value = zip(row, i);
    if (!Number.isFinite(value)) continue;
    values[i] = value;
    coverage[i] = share;
  }
  return createSeries({
    startMs: series.startMs,
    stepMs: series.stepMs,
    columns: { ...series.columns, [to]: values } as Record<Name | To, Float64Array>,
    coverage: { ...series.coverage, [to]: coverage } as Record<Name | To, Float64Array>,
    quality: { ...series.quality, ...(flags.length > 0 ? { [to]: quality } : {}) } as Record<Name | To, Uint16Array>,
  });
}

/** A series of some of the columns, in the given order, not copied. Throws `SERIES_COLUMN`. */
export function selectColumns<Name extends string, const Kept extends Name>(
  series: Series<Name>,
  names: readonly Kept[],
): Series<Kept> {
  for (const name of names) if (!(name in series.columns)) throw missingColumn(series, name);
  const pick = <V>(from: Readonly<Partial<Record<Name, V>>> | undefined) =>
    Object.fromEntries(
      names.filter((name) => from?.[name] !== undefined).map((name) => [name, from?.[name]]),
    ) as Record<Kept, V>;
  return createSeries({
    startMs: series.startMs,
    stepMs: series.stepMs,
    columns: pick(series.columns),
    coverage: pick(series.coverage),
    quality: pick(series.quality),
  });
}
