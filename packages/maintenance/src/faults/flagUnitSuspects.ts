import { type Finding, flagBit } from '@usina/core';
import type { Series } from '@usina/core/series';
import type { UnitHistory } from '../history/UnitHistory.ts';

/**
 * Marks the points that `checkUnits` found: their values stay as they were recorded and get the flag `unitSuspect`, so that
 * figures which need them leave them out. Units without such a finding are returned as they are.
 *
 * @example
 * const [flagged] = flagUnitSuspects({ units, findings: checkUnits({ units }) });
 * flagged.series.quality.dcPowerW[0] // 64, the bit of unitSuspect
 */
export function flagUnitSuspects({
  units,
  findings,
}: {
  units: readonly UnitHistory[];
  findings: readonly Finding[];
}): UnitHistory[] {
  return units.map((unit) => {
    const suspect = findings.filter(({ rule, assetId }) => rule === 'unitSuspect' && assetId === unit.assetId);
    return suspect.reduce((flagged, { point }) => flagPoint(flagged, point), unit);
  });
}

function flagPoint(unit: UnitHistory, point: string | undefined): UnitHistory {
  const values: Float64Array | undefined = point === undefined ? undefined : unit.series.columns[point];
  if (point === undefined || !values) return unit;
  const old = unit.series.quality?.[point];
  const bits = Uint16Array.from(values, (_, interval) => (old?.[interval] ?? 0) | flagBit.unitSuspect);
  const series: Series = { ...unit.series, quality: { ...unit.series.quality, [point]: bits } };
  return { ...unit, series };
}
