import { type Column, createSeries, type Series } from '@usina/core/series';
import type { TelemetryStore } from '@usina/core/store';
import { endMsOf, type Scenario } from '../Scenario.ts';

/** What the store holds of one asset on the grid of the scenario, as read: counters are registers. NaN where the asset was silent. */
export async function historyOf<Name extends string>(
  store: TelemetryStore,
  scenario: Pick<Scenario, 'startMs' | 'stepMs' | 'length'>,
  assetId: string,
  points: readonly Name[],
  signal?: AbortSignal,
): Promise<Series<Name>> {
  const { startMs, stepMs, length } = scenario;
  const columns = Object.fromEntries(
    points.map((point) => [point, new Float64Array(length).fill(Number.NaN)]),
  ) as Record<Name, Column>;
  for await (const page of store.scan({ assetId, points, startMs, endMs: endMsOf(scenario), signal })) {
    for (const { atMs, values } of page) {
      const index = Math.floor((atMs - startMs) / stepMs);
      for (const point of points) {
        const value = (values as Record<string, number | undefined>)[point];
        if (value !== undefined) columns[point][index] = value;
      }
    }
  }
  return createSeries({ startMs, stepMs, columns });
}
