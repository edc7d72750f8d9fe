import type { Series } from '@usina/core/series';
import { type PvSystem, simulate } from '@usina/forecast/solar';
import type { DeviceRecord } from '../Scenario.ts';
import { cabinetTemperature, wearAt } from './failureHistory.ts';
import { plantedFaults } from './plantedFaults.ts';
import { inverterId } from './portfolio.ts';
import type { Random } from './random.ts';
import type { SeededSite } from './sites.ts';

export interface InverterOptions {
  site: SeededSite;
  system: PvSystem;
  weather: Series;
  stepsPerDay: number;
  random: Random;
}

/** Irradiance in the plane and module temperature that the site's sensor will report. */
export interface SiteSun {
  poaWm2: Float64Array<ArrayBuffer>;
  moduleTemperatureC: Float64Array<ArrayBuffer>;
  /** What each inverter delivered, also while its line was dead. */
  deliveredW: Float64Array<ArrayBuffer>[];
}

/** What each inverter of a site will report: power, its life-time counter, temperature, with the planted faults. */
export function seededInverters({ site, system, weather, stepsPerDay, random }: InverterOptions): {
  devices: DeviceRecord[];
  sun: SiteSun;
} {
  const power = simulate(system, { label: 'start', series: weather });
  const air = weather.columns.airTemperatureC!;
  const hours = weather.stepMs / 3_600_000;
  const deliveredW: Float64Array<ArrayBuffer>[] = [];
  const devices = Array.from({ length: site.inverters }, (_, index): DeviceRecord => {
    const skill = 1 + 0.006 * random.normal();
    const acPowerW = power.columns.acPowerW.map((total) =>
      Math.round((total / site.inverters) * skill * (1 + 0.004 * random.normal())),
    );
    const dcPowerW = acPowerW.map((watts) => Math.round(watts / 0.972));
    const columns: DeviceRecord['columns'] = { acPowerW, dcPowerW };
    const assetId = inverterId(site, index);
    const stepOf = (day: number, hour: number) => (day - 1) * stepsPerDay + (hour * stepsPerDay) / 24;
    const faults = plantedFaults.filter((fault) => fault.assetId === assetId);
    const commissioned = 40_000_000 + Math.floor(random.next() * 1e8);
    for (const fault of faults) if (!fault.silence) fault.apply?.(columns, stepOf);
    columns.energyWh = counter(acPowerW, hours, commissioned);
    const fanFailures = faults.flatMap(({ fanFailsOnDay }) => fanFailsOnDay ?? []);
    columns.cabinetTemperatureC = acPowerW.map((watts, i) => {
      const wear = wearAt(1 + i / stepsPerDay, fanFailures);
      return Number(cabinetTemperature({ airC: air[i]!, load: watts / site.inverterAcW, wear }).toFixed(1));
    });
    deliveredW.push(acPowerW.slice());
    for (const fault of faults) if (fault.silence) fault.apply?.(columns, stepOf);
    return { assetId, columns };
  });
  const { poaWm2 } = power.columns;
  return { devices, sun: { poaWm2, moduleTemperatureC: poaWm2.map((poa, i) => air[i]! + poa / 32), deliveredW } };
}

/** Register at the start of each interval. */
export function counter(powerW: Float64Array, hours: number, startWh: number): Float64Array<ArrayBuffer> {
  let registerWh = startWh;
  return Float64Array.from(powerW, (watts) => {
    const now = Math.round(registerWh);
    registerWh += watts * hours;
    return now;
  });
}
