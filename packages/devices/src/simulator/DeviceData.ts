import type { Point } from '@usina/core';
import type { Series } from '@usina/core/series';

/** Values of a device at an instant. */
export type PointValues = Readonly<Partial<Record<Point, number>>>;

/**
 * What a simulated device measures: a series whose columns are points, or a look-up by instant. Where it gives nothing
 * (undefined, or NaN in every column) the device is silent.
 */
export type DeviceData = Series<string> | ((atMs: number) => PointValues | undefined);

/** The look-up of a device's data: of a series, the interval that an instant lies in. */
export function lookup(data: DeviceData): (atMs: number) => PointValues | undefined {
  if (typeof data === 'function') return data;
  const columns = Object.entries(data.columns) as [Point, Float64Array][];
  const length = columns[0]?.[1].length ?? 0;
  return (atMs) => {
    const index = Math.floor((atMs - data.startMs) / data.stepMs);
    if (index < 0 || index >= length) return undefined;
    const known = columns.filter(([, column]) => !Number.isNaN(column[index]!));
    if (known.length === 0) return undefined;
    return Object.fromEntries(known.map(([point, column]) => [point, column[index]!]));
  };
}

/** The largest magnitude of each column; of a function it is not known. */
export function largestValues(data: DeviceData): PointValues {
  if (typeof data === 'function') return {};
  const columns = Object.entries(data.columns) as [Point, Float64Array][];
  return Object.fromEntries(
    columns.map(([point, column]) => {
      let largest = 0;
      for (const value of column) if (Math.abs(value) > largest) largest = Math.abs(value);
      return [point, largest];
    }),
  );
}
