import { setImmediate } from 'node:timers/promises';
import type { Evidenced, Finding } from '@usina/core';
import type { UnitPrice } from '@usina/core/money';
import { createSeries, type Series } from '@usina/core/series';
import {
  checkUnits,
  type EnergyReconciliation,
  findCounterFaults,
  findOutages,
  findUnderperformers,
  flagUnitSuspects,
  type PerformanceRatio,
  performanceRatio,
  rankUnits,
  reconcileEnergy,
  type UnitHistory,
  type UnitRank,
} from '@usina/maintenance';
import { type EnergyWitnesses, energyWitnesses } from './energyWitnesses.ts';
import { findSilences } from './findSilences.ts';

export interface SiteRecord {
  siteId: string;
  timeZone: string;
  /** Inverters as read back; counters are registers. */
  units: UnitHistory[];
  weather: Series;
  /** Of the whole site, where the nameplate is known. */
  dcCapacityW: number | undefined;
  /** Of power, where the data sheet of the modules is known. */
  temperatureCoefficientPerC: number | undefined;
  /** Values what was lost. */
  price: UnitPrice | undefined;
}

export interface SiteHealth {
  siteId: string;
  timeZone: string;
  ranking: Evidenced<UnitRank[]>;
  findings: Finding[];
  /** Where a unit is suspect: the same energy told in different ways by the suspect machines. */
  witnesses: EnergyWitnesses | undefined;
  energies: { assetId: string; result: Evidenced<EnergyReconciliation> }[];
  performance: Evidenced<PerformanceRatio>;
  /** Units with what is not to be believed flagged. */
  units: UnitHistory[];
}

/** Looks at the machines of one site: units, counters, outages, silences, ranking beside peers, energy by two ways, performance ratio. Between the looks other work runs. */
export async function assessSite(site: SiteRecord): Promise<SiteHealth> {
  const { siteId, timeZone, units, weather, dcCapacityW, temperatureCoefficientPerC, price } = site;
  const suspects = checkUnits({ units, counters: 'registers' });
  await setImmediate();
  const flagged = flagUnitSuspects({ units, findings: suspects });
  await setImmediate();
  const outages = findOutages({ units: flagged, weather, price });
  await setImmediate();
  const ranking = rankUnits({
    units: flagged,
    weather,
    price,
    point: suspects.length > 0 && suspects.length < units.length ? 'acPowerW' : 'dcPowerW',
  });
  const weak = ranking.ok ? findUnderperformers({ ranking }) : [];
  await setImmediate();
  const silences = findSilences(units);
  await setImmediate();
  const counterFaults = findCounterFaults({ units, counters: 'registers' });
  await setImmediate();
  const suspectUnits = units.filter((unit) => suspects.some(({ assetId }) => assetId === unit.assetId));
  const witnesses = suspectUnits.length > 0 ? energyWitnesses(suspectUnits, timeZone) : undefined;
  await setImmediate();
  const energies = units.map(({ assetId, series }) => ({
    assetId,
    result: reconcileEnergy({
      assetId,
      startMs: series.startMs,
      stepMs: series.stepMs,
      powerW: series.columns.acPowerW!,
      registerWh: series.columns.energyWh!,
    }),
  }));
  await setImmediate();
  return {
    siteId,
    timeZone,
    ranking,
    findings: [...suspects, ...counterFaults, ...outages, ...silences, ...weak],
    witnesses,
    energies,
    performance: performanceRatio({
      unit: { assetId: siteId, series: totalOf(units), dcCapacityW },
      weather,
      temperatureCoefficientPerC,
    }),
    units: flagged,
  };
}

/** AC power of all units; missing where one of them is. */
function totalOf(units: readonly UnitHistory[]): Series {
  const { startMs, stepMs, columns } = units[0]!.series;
  const acPowerW = new Float64Array(columns.acPowerW!.length);
  for (const { series } of units)
    for (let i = 0; i < acPowerW.length; i += 1) acPowerW[i]! += series.columns.acPowerW![i]!;
  return createSeries({ startMs, stepMs, columns: { acPowerW } });
}
