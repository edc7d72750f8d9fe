import { countUntil } from './AssetPast.ts';
import { componentOf, type MachineHistory } from './MachineHistory.ts';
import type { RiskTable } from './RiskTable.ts';

/** Failures of one component by machine, ascending. */
export type FailureTimes = ReadonlyMap<string, readonly number[]>;

/** When each component of each machine failed. */
export function failureTimes({ events }: MachineHistory): Map<string, FailureTimes> {
  const byComponent = new Map<string, Map<string, number[]>>();
  for (const event of events) {
    if (event.kind !== 'failure') continue;
    const byAsset = byComponent.get(componentOf(event)) ?? new Map<string, number[]>();
    byComponent.set(componentOf(event), byAsset);
    byAsset.set(
      event.assetId,
      [...(byAsset.get(event.assetId) ?? []), event.atMs].sort((a, b) => a - b),
    );
  }
  return new Map([...byComponent].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** 1 for each row whose machine fails in (t, t + horizon]. */
export function failureLabels(table: RiskTable, times: FailureTimes, horizonMs: number): Uint8Array {
  return Uint8Array.from(table.timesMs, (atMs, row) => {
    const own = times.get(table.assetIds[row]!) ?? [];
    return countUntil(own, atMs + horizonMs) > countUntil(own, atMs) ? 1 : 0;
  });
}

/** How many different failures the rows of a part could have foreseen. */
export function failuresIn(table: RiskTable, rows: readonly number[], times: FailureTimes, horizonMs: number): number {
  const seen = new Set<string>();
  for (const row of rows) {
    const [atMs, assetId] = [table.timesMs[row]!, table.assetIds[row]!];
    const own = times.get(assetId) ?? [];
    for (let index = countUntil(own, atMs); index < countUntil(own, atMs + horizonMs); index++) {
      seen.add(`${assetId}\u0000${own[index]}`);
    }
  }
  return seen.size;
}
