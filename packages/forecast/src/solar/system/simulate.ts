import { type Column, createSeries, type Series, seriesLength } from '@usina/core/series';
import { angleOfIncidence } from '../angleOfIncidence.ts';
import { poaIrradiance } from '../poaIrradiance.ts';
import { pvwattsAc } from '../pvwattsAc.ts';
import { pvwattsDc } from '../pvwattsDc.ts';
import { SolarError } from '../SolarError.ts';
import { type DayEnergy, energyByDay } from './energyByDay.ts';
import { horizontalIrradiance } from './horizontalIrradiance.ts';
import type { PvArray, PvSystem } from './pvSystem.ts';
import type { SimulationWeather } from './SimulationWeather.ts';
import { type IntervalSun, sunOfIntervals } from './sunOfIntervals.ts';

export interface SimulateOptions {
  /**
   * Where in an interval the sun is taken: the middle of the part with the sun up, or the plain middle as pvlib's chain
   * does. @defaultValue 'upMiddle'
   */
  sunAt?: 'upMiddle' | 'middle';
  /** Where the weather has none. [°C] @defaultValue 20 */
  airTemperatureC?: number;
  /** Where the weather has none. [m/s] @defaultValue 1 */
  windSpeedMps?: number;
  /** Terrestrial minus universal time. [s] @defaultValue by year, see `deltaT` */
  deltaTS?: number;
}

/** Simulated power on the grid of the weather, keyed by interval start; NaN where the irradiance is missing by day. */
export interface SimulatedPower extends Series<'acPowerW' | 'dcPowerW' | 'poaWm2'> {
  /** Energy of each local day. [Wh] */
  energyByDay(timeZone: string): DayEnergy[];
}

/**
 * Power of a PV system under given weather: decomposition, transposition, incidence, cell temperature, PVWatts DC, losses,
 * PVWatts AC and the export limit.
 *
 * `acPowerW` [W, positive is delivery] and `dcPowerW` [W, after losses] are means of the interval, 0 while the sun is down.
 * `poaWm2` is the mean over the arrays weighted by capacity. Measured `poaWm2` of the weather is taken as it is, for all
 * arrays. Throws `SOLAR_INPUT` when the weather has no irradiance or no label.
 *
 * @example
 * simulate(roof, weather).energyByDay('America/Sao_Paulo') // [{ date: '2026-10-01', energyWh: 31_204.2, coverage: 1 }, …]
 */
export function simulate(system: PvSystem, weather: SimulationWeather, options: SimulateOptions = {}): SimulatedPower {
  const { series, label } = weather;
  if (!['start', 'end', 'mid', 'instant'].includes(label)) {
    throw new SolarError('SOLAR_INPUT', `Read the label "${label}", expected start, end, mid or instant.`, {
      context: { label },
    });
  }
  const { startMs, stepMs } = series;
  const length = seriesLength(series);
  const sun = sunOfIntervals({
    location: system.location,
    startMs,
    stepMs,
    length,
    label,
    sunAt: options.sunAt,
    pressurePa: series.columns.pressurePa,
    airTemperatureC: series.columns.airTemperatureC,
    deltaTS: options.deltaTS,
  });
  const air = filled(series.columns.airTemperatureC, options.airTemperatureC ?? 20, length);
  const wind = filled(series.columns.windSpeedMps, options.windSpeedMps ?? 1, length);
  const dcPowerW = new Float64Array(length);
  const poaWm2 = new Float64Array(length);
  const capacityW = system.arrays.reduce((sum, array) => sum + array.dcCapacityW, 0);
  const sky = series.columns.poaWm2 ? undefined : horizontalIrradiance(series, sun, system.decomposition);
  for (const array of system.arrays) {
    const plane = sky
      ? inPlane(system, array, sky, sun)
      : { poaWm2: series.columns.poaWm2!, effectiveWm2: series.columns.poaWm2! };
    const cell = array.temperature.cellTemperatureC({
      poaWm2: plane.poaWm2,
      airTemperatureC: air,
      windSpeedMps: wind,
    });
    const dc = pvwattsDc({ ...array, effectiveIrradianceWm2: plane.effectiveWm2, cellTemperatureC: cell });
    for (let i = 0; i < length; i++) {
      dcPowerW[i]! += Math.max(dc[i]!, 0) * (1 - system.lossPercent / 100);
      poaWm2[i]! += (plane.poaWm2[i]! * array.dcCapacityW) / capacityW;
    }
  }
  for (let i = 0; i < length; i++) {
    const dark = sun.upShare[i] === 0 && (options.sunAt !== 'middle' || Number.isNaN(dcPowerW[i]!));
    if (dark) dcPowerW[i] = poaWm2[i] = 0;
  }
  const { acCapacityW, nominalEfficiency } = system.inverter;
  const acPowerW = pvwattsAc({ dcPowerW, dcLimitW: acCapacityW / nominalEfficiency, nominalEfficiency });
  for (let i = 0; i < length; i++) acPowerW[i] = Math.min(acPowerW[i]!, system.exportLimitW);
  const power = createSeries({ startMs, stepMs, columns: { acPowerW, dcPowerW, poaWm2 } });
  return { ...power, energyByDay: (timeZone) => energyByDay(power, timeZone) };
}

function inPlane(
  system: PvSystem,
  array: PvArray,
  sky: { ghiWm2: Float64Array; dniWm2: Float64Array; dhiWm2: Float64Array },
  sun: IntervalSun,
): { poaWm2: Float64Array; effectiveWm2: Float64Array } {
  const geometry = {
    surfaceTiltDeg: array.tiltDeg,
    surfaceAzimuthDeg: array.azimuthDeg,
    solarZenithDeg: sun.apparentZenithDeg,
    solarAzimuthDeg: sun.azimuthDeg,
  };
  const plane = poaIrradiance({
    ...geometry,
    ...sky,
    dniExtraWm2: sun.dniExtraWm2,
    relativeAirmass: sun.relativeAirmass,
    albedo: system.albedo,
    transposition: system.transposition,
  });
  const modifier = system.incidence.modifier(angleOfIncidence(geometry));
  const effectiveWm2 = plane.poaWm2.map((poa, i) => poa - plane.poaDirectWm2[i]! * (1 - modifier[i]!));
  return { poaWm2: plane.poaWm2, effectiveWm2 };
}

function filled(column: Column | undefined, rest: number, length: number): Float64Array {
  if (column === undefined) return new Float64Array(length).fill(rest);
  return column.map((value) => (Number.isNaN(value) ? rest : value));
}
