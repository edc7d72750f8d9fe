import { usableValues } from '../history/usableValues.ts';
import { componentOf, type MachineHistory } from './MachineHistory.ts';
import { type WindowSums, windowSums } from './WindowSums.ts';

/** The history of one machine, laid out so that any moment of its past is read quickly. */
export interface AssetPast {
  readonly assetId: string;
  readonly group: string;
  readonly points: ReadonlyMap<string, WindowSums>;
  /** When each kind of error became known, ascending, by code. */
  readonly errors: ReadonlyMap<string, readonly number[]>;
  /** When each component was known to be replaced, ascending. */
  readonly replacements: ReadonlyMap<string, readonly number[]>;
  readonly attributes: Readonly<Record<string, number>>;
}

/** One past a machine, for every machine that the history names, in the order of their ids. */
export function assetPasts({ telemetry = [], events, attributes = {} }: MachineHistory): AssetPast[] {
  const ids = new Set([...telemetry, ...events].map(({ assetId }) => assetId));
  for (const assetId of Object.keys(attributes)) ids.add(assetId);
  const seriesOf = new Map(telemetry.map((entry) => [entry.assetId, entry]));
  const errors = timesBy(
    events.filter(({ kind }) => kind === 'error'),
    ({ code = 'error' }) => code,
  );
  const replacements = timesBy(
    events.filter(({ kind }) => kind === 'replacement'),
    componentOf,
  );
  return [...ids].sort().map((assetId) => {
    const { series, group = '' } = seriesOf.get(assetId) ?? {};
    const points = new Map<string, WindowSums>();
    for (const point of series ? Object.keys(series.columns) : []) {
      const values = usableValues(series!, point, { believe: ['unitSuspect', 'frozen'] })!;
      points.set(point, windowSums(values, series!.startMs, series!.stepMs));
    }
    return {
      assetId,
      group,
      points,
      errors: errors.get(assetId) ?? new Map(),
      replacements: replacements.get(assetId) ?? new Map(),
      attributes: attributes[assetId] ?? {},
    };
  });
}

/** Ascending times of knowledge, by machine and name. */
function timesBy<E extends { assetId: string; atMs: number; knownAtMs?: number | undefined }>(
  events: readonly E[],
  nameOf: (event: E) => string,
): Map<string, Map<string, number[]>> {
  const byAsset = new Map<string, Map<string, number[]>>();
  for (const event of events) {
    const names = byAsset.get(event.assetId) ?? new Map<string, number[]>();
    byAsset.set(event.assetId, names);
    const times = names.get(nameOf(event)) ?? [];
    names.set(nameOf(event), times);
    times.push(Math.max(event.atMs, event.knownAtMs ?? event.atMs));
  }
  for (const names of byAsset.values()) for (const times of names.values()) times.sort((a, b) => a - b);
  return byAsset;
}

/** How many of ascending times are at or before a moment. */
export function countUntil(times: readonly number[], atMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
