import { UsinaError } from '@usina/core/errors';
import type { Series } from '@usina/core/series';

/** One machine with its history. Machines that are compared share one grid. */
export interface UnitHistory {
  readonly assetId: string;
  /** Points of the vocabulary as columns: `acPowerW`, `dcPowerW`, `energyWh` … */
  readonly series: Series;
  /** Nameplate of the modules on it, at standard test conditions; machines of different size need it to be compared. [W] */
  readonly dcCapacityW?: number | undefined;
  /** Design limits by point, as in the portfolio. */
  readonly specification?:
    | Readonly<Record<string, { readonly min?: number | undefined; readonly max?: number | undefined }>>
    | undefined;
}

/** The grid that histories share. */
export interface Grid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly length: number;
  readonly endMs: number;
}

/**
 * The grid of histories that are to be compared. Throws `MAINTENANCE_NO_UNITS` without any and
 * `MAINTENANCE_GRID_DIFFERS` when one starts, steps or ends otherwise: bring them together with `alignSeries` first.
 */
export function commonGrid(units: readonly UnitHistory[], weather?: Series): Grid {
  const named = units.map(({ assetId, series }) => ({ name: assetId, series }));
  const [first] = named;
  if (!first) throw new UsinaError('MAINTENANCE_NO_UNITS', 'Read no units, expected at least one.');
  const grid = gridOf(first.series);
  for (const { name, series } of weather ? [...named, { name: 'weather', series: weather }] : named) {
    const { startMs, stepMs, length } = gridOf(series);
    if (startMs === grid.startMs && stepMs === grid.stepMs && length === grid.length) continue;
    throw new UsinaError(
      'MAINTENANCE_GRID_DIFFERS',
      `"${name}" has ${length} intervals of ${stepMs} ms from ${startMs}; "${first.name}" has ${grid.length} of ` +
        `${grid.stepMs} ms from ${grid.startMs}. Align them first.`,
      { context: { name, startMs, stepMs, length, expected: grid } },
    );
  }
  return grid;
}

function gridOf(series: Series): Grid {
  const length = Object.values(series.columns)[0]?.length ?? 0;
  const { startMs, stepMs } = series;
  return { startMs, stepMs, length, endMs: startMs + length * stepMs };
}
