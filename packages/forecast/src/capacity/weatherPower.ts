import {
  type Column,
  createSeries,
  fillGaps,
  type Series,
  seriesEndMs,
  seriesLength,
  sliceSeries,
} from '@usina/core/series';
import { type PvSystem, pvSystem, pvwattsDc, sapmCell, sapmMountings, simulate } from '../solar/index.ts';
import type { Weather } from '../weather/Weather.ts';
import { simulateWind } from '../wind/index.ts';
import type { Pace } from './createPace.ts';
import type { ForecastSite } from './SiteHistory.ts';
import type { SiteMachines } from './SiteMachines.ts';

/** Gaps up to this are bridged by a straight line. */
const LONGEST_GAP_MS = 2 * 3_600_000;

export interface WeatherPowerOptions {
  weather: Weather;
  site: ForecastSite;
  machines: SiteMachines;
  /** Step of the result. [ms] */
  stepMs: number;
  pace: Pace;
}

/** Steps that are simulated at a time: a few ms. */
const CHUNK = 1_000;

/**
 * What weather says about a site's power, on the history's step: the simulated power of its PV systems and wind turbines;
 * without any that of a unit plane, whose size the forecaster learns from the history. [W, or a share of one]
 */
export async function weatherPower(options: WeatherPowerOptions): Promise<Series<'acPowerW'>> {
  const { weather, site, machines, stepMs, pace } = options;
  const { turbines, windHeightM } = machines;
  const series = fillGaps(regrid(weather.series, stepMs), { kind: 'linear', maxMs: LONGEST_GAP_MS });
  const label = weather.label === 'instant' && stepMs !== weather.series.stepMs ? 'mid' : weather.label;
  const known = machines.systems.length + turbines.length > 0;
  const systems = known ? machines.systems : unitPlane(site);
  const acPowerW = new Float64Array(seriesLength(series));
  for (let from = 0; from < acPowerW.length; from += CHUNK) {
    const startMs = series.startMs + from * stepMs;
    const part = sliceSeries(series, { startMs, endMs: startMs + CHUNK * stepMs });
    const powers = [
      ...systems.map((system) => simulate(system, { label, series: part }).columns.acPowerW),
      ...turbines.map((turbine) => simulateWind(turbine, { series: part }, { windHeightM }).columns.acPowerW),
    ];
    if (powers.length === 0) powers.push(withoutSun(part));
    for (const power of powers) for (let i = 0; i < power.length; i++) acPowerW[from + i]! += power[i]!;
    await pace.breathe();
  }
  return createSeries({ startMs: series.startMs, stepMs, columns: { acPowerW } });
}

/** A plane of 1 W that looks to the equator, where only the place is known. */
function unitPlane({ latitudeDeg, longitudeDeg, altitudeM }: ForecastSite): PvSystem[] {
  if (latitudeDeg === undefined || longitudeDeg === undefined) return [];
  const plane = { dcCapacityW: 1, tiltDeg: Math.min(Math.abs(latitudeDeg), 40), azimuthDeg: latitudeDeg < 0 ? 0 : 180 };
  return [
    pvSystem({
      latitudeDeg,
      longitudeDeg,
      altitudeM: altitudeM ?? 0,
      arrays: [plane],
      inverter: { acCapacityW: 1.2 },
    }),
  ];
}

/** Without a place: irradiance and cell temperature alone, of 1 W. */
function withoutSun(series: Series): Column {
  const { poaWm2, ghiWm2, airTemperatureC, moduleTemperatureC, windSpeedMps } = series.columns;
  const irradiance = poaWm2 ?? ghiWm2 ?? new Float64Array(seriesLength(series)).fill(Number.NaN);
  const cell =
    moduleTemperatureC ??
    sapmCell({
      poaWm2: irradiance,
      airTemperatureC: airTemperatureC ?? 20,
      windSpeedMps: windSpeedMps ?? 1,
      ...sapmMountings.openRack,
    });
  return pvwattsDc({
    effectiveIrradianceWm2: irradiance,
    cellTemperatureC: cell.map((value) => (Number.isNaN(value) ? 25 : value)),
    dcCapacityW: 1,
    temperatureCoefficientPerC: -0.004,
  });
}

/** The same weather on another step: means where it gets coarser, straight lines between interval middles where finer. */
function regrid(series: Series, stepMs: number): Series {
  if (series.stepMs === stepMs && series.startMs % stepMs === 0) return series;
  const startMs = Math.ceil(series.startMs / stepMs) * stepMs;
  const length = Math.max(Math.floor((seriesEndMs(series) - startMs) / stepMs), 0);
  const resample = stepMs > series.stepMs ? meanOver : between;
  const columns = Object.entries(series.columns).map(([name, column]) => [
    name,
    resample(column, series, { startMs, stepMs, length }),
  ]);
  return createSeries({ startMs, stepMs, columns: Object.fromEntries(columns) });
}

interface Target {
  startMs: number;
  stepMs: number;
  length: number;
}

function meanOver(column: Column, from: Series, to: Target): Column {
  return new Float64Array(to.length).map((_, i) => {
    const first = Math.floor((to.startMs + i * to.stepMs - from.startMs) / from.stepMs);
    const end = Math.ceil((to.startMs + (i + 1) * to.stepMs - from.startMs) / from.stepMs);
    let sum = 0;
    for (let k = first; k < end; k++) sum += column[k]!;
    return sum / (end - first);
  });
}

function between(column: Column, from: Series, to: Target): Column {
  return new Float64Array(to.length).map((_, i) => {
    const at = (to.startMs + (i + 0.5) * to.stepMs - from.startMs) / from.stepMs - 0.5;
    const left = Math.min(Math.max(Math.floor(at), 0), column.length - 1);
    const right = Math.min(left + 1, column.length - 1);
    const share = Math.min(Math.max(at - left, 0), 1);
    const [a, b] = [column[left]!, column[right]!];
    if (Number.isNaN(a) || Number.isNaN(b)) return share < 0.5 ? a : b;
    return a + share * (b - a);
  });
}
