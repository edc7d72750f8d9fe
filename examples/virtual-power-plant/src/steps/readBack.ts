import type { Series } from '@usina/core/series';
import type { DeviceRecord } from '../Scenario.ts';

/** How what was read over the wire differs from what the devices were given. */
export interface ReadBack {
  /** Rows that the device had and the store holds. */
  rows: number;
  /** Rows that the device had and the store lacks, or the other way round. */
  lost: number;
  worstAcW: number;
  worstEnergyWh: number;
}

export function compareReadBack(records: readonly DeviceRecord[], read: ReadonlyMap<string, Series>): ReadBack {
  const result: ReadBack = { rows: 0, lost: 0, worstAcW: 0, worstEnergyWh: 0 };
  for (const { assetId, columns } of records) {
    const own = read.get(assetId)!.columns;
    for (let i = 0; i < columns.acPowerW!.length; i += 1) {
      const [given, got] = [columns.acPowerW![i]!, own.acPowerW![i]!];
      if (Number.isNaN(given) && Number.isNaN(got)) continue;
      if (Number.isNaN(given) || Number.isNaN(got)) {
        result.lost += 1;
        continue;
      }
      result.rows += 1;
      result.worstAcW = Math.max(result.worstAcW, Math.abs(given - got));
      result.worstEnergyWh = Math.max(result.worstEnergyWh, Math.abs(columns.energyWh![i]! - own.energyWh![i]!));
    }
  }
  return result;
}
