import { type Column, createSeries, type Series, seriesLength } from '@usina/core/series';
import type { InverterInput } from '../inverter/InverterModel.ts';
import { transformerPower } from '../losses/transformerPower.ts';
import { outColumn } from '../Quantity.ts';
import { checkRange, SolarError } from '../SolarError.ts';
import { arrayPower } from './arrayPower.ts';
import { type DayEnergy, energyByDay } from './energyByDay.ts';
import { gatherLit, type LitWeather } from './gatherLit.ts';
import { horizontalIrradiance } from './horizontalIrradiance.ts';
import type { PvSystem } from './pvSystem.ts';
import { readIrradiance } from './readIrradiance.ts';
import type { SimulationWeather } from './SimulationWeather.ts';
import { sunOfIntervals } from './sunOfIntervals.ts';

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
  /** Share of the DC power that soiling and snow leave in each interval, 0 to 1. @defaultValue 1 */
  dcShare?: Float64Array;
}

/** Simulated power on the grid of the weather, keyed by interval start; NaN where the irradiance is missing by day. */
export interface SimulatedPower extends Series<'acPowerW' | 'dcPowerW' | 'poaWm2'> {
  /** Energy of each local day. [Wh] */
  energyByDay(timeZone: string): DayEnergy[];
}

/**
 * Power of a PV system under given weather, as pvlib's ModelChain: decomposition, mount, transposition, shade,
 * incidence, cell temperature, modules, losses, inverter, transformer and the export limit.
 *
 * `acPowerW` [W, positive is delivery; an inverter's or a transformer's draw at night is negative] and `dcPowerW` [W,
 * after losses] are means of the interval. `poaWm2` is the mean over the arrays weighted by capacity. Measured `poaWm2`
 * of the weather is taken as it is, for all arrays.
 *
 * Irradiance from -50 to 0 W/m², as of a sensor at night, counts as 0; less, as well as more than 2500, such as -9999 or
 * 9999, counts as missing. Where irradiance is missing (NaN) by day the power is NaN; missing air temperature, wind and
 * pressure are filled. Throws `SOLAR_INPUT` when the weather has no irradiance or no label, and `SOLAR_LENGTHS` and
 * `SOLAR_RANGE` for a `dcShare` of another length or outside 0 to 1.
 *
 * @see W.F. Holmgren, C.W. Hansen, M.A. Mikofski, "pvlib python: a python package for modeling solar energy systems",
 * Journal of Open Source Software 3(29), 884, 2018 (the order of the chain).
 *
 * @example
 * const arrays = [{ dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0 }];
 * const roof = pvSystem({ latitudeDeg: -27.6, longitudeDeg: -48.55, altitudeM: 12, arrays, inverter: { acCapacityW: 6_000 } });
 * const [startMs, stepMs] = [Date.UTC(2026, 9, 1, 15), 3_600_000]; // noon
 * const series = createSeries({ startMs, stepMs, columns: { ghiWm2: [900, Number.NaN] } });
 * simulate(roof, { label: 'start', series }).columns.acPowerW // [4836.2, NaN]
 */
export function simulate(system: PvSystem, weather: SimulationWeather, options: SimulateOptions = {}): SimulatedPower {
  const { startMs, stepMs } = weather.series;
  const length = seriesLength(weather.series);
  const lit = litWeather(system, weather, options);
  const capacityW = system.arrays.reduce((sum, array) => sum + array.dcCapacityW, 0);
  const dcPowerW = new Float64Array(length);
  const poaWm2 = new Float64Array(length);
  const kept = 1 - system.lossPercent / 100;
  const share = options.dcShare === undefined ? undefined : outColumn(options.dcShare as Column, length);
  for (const each of share ?? []) checkRange('dcShare', each, 0, 1);
  const inputs = system.arrays.map((array): InverterInput => {
    const power = arrayPower(system, array, lit);
    const input = { dcPowerW: new Float64Array(length), dcVoltageV: new Float64Array(length) };
    for (let k = 0; k < lit.index.length; k++) {
      const i = lit.index[k]!;
      const dc = Math.max(power.dcPowerW[k]!, 0) * kept * (share?.[i] ?? 1);
      input.dcPowerW[i] = dc;
      input.dcVoltageV[i] = power.dcVoltageV?.[k] ?? 0;
      dcPowerW[i]! += dc;
      poaWm2[i]! += (power.poaWm2[k]! * array.dcCapacityW) / capacityW;
    }
    return input;
  });
  const acPowerW = system.inverter.acPowerW(inputs);
  if (system.transformer) transformerPower({ ...system.transformer, inputPowerW: acPowerW, out: acPowerW });
  for (let i = 0; i < length; i++) acPowerW[i] = Math.min(acPowerW[i]!, system.exportLimitW);
  const power = createSeries({ startMs, stepMs, columns: { acPowerW, dcPowerW, poaWm2 } });
  return { ...power, energyByDay: (timeZone) => energyByDay(power, timeZone) };
}

/** Sun and weather of the intervals that have light: the others need no formulas. */
function litWeather(system: PvSystem, { series, label }: SimulationWeather, options: SimulateOptions): LitWeather {
  if (!['start', 'end', 'mid', 'instant'].includes(label)) {
    throw new SolarError('SOLAR_INPUT', `Read the label "${label}", expected start, end, mid or instant.`, {
      context: { label },
    });
  }
  const sun = sunOfIntervals({
    location: system.location,
    startMs: series.startMs,
    stepMs: series.stepMs,
    length: seriesLength(series),
    label,
    sunAt: options.sunAt,
    pressurePa: series.columns.pressurePa,
    airTemperatureC: series.columns.airTemperatureC,
    deltaTS: options.deltaTS,
  });
  const { poaWm2 } = series.columns;
  const sky = poaWm2 ? { poaWm2: poaWm2.map(readIrradiance) } : horizontalIrradiance(series, sun, system.decomposition);
  return gatherLit(sun, sky, series.columns, options);
}
