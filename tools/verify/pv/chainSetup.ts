import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSeries } from '@usina/core/series';
import {
  pvSystem,
  pvwattsLosses,
  type SingleAxisTracker,
  sapmTemperature,
  simulate,
  type Transposition,
} from '@usina/forecast/solar';
import { readTable } from './Table.ts';

export interface YearSums {
  poa_kwh_m2: number;
  ac_kwh: number;
  ac_kwh_by_month: number[];
}

export interface Variants {
  site: { latitude: number; longitude: number; altitude: number };
  mount_fixed: { surface_tilt: number; surface_azimuth: number };
  tracker: { axis_tilt: number; axis_azimuth: number; max_angle: number; backtrack: boolean; gcr: number };
  module_parameters: { pdc0: number; gamma_pdc: number };
  inverter_parameters: { pdc0: number; eta_inv_nom: number };
  temperature_parameters: { a: number; b: number; deltaT: number };
  albedo: number;
  variants: Record<string, YearSums>;
}

/** [ms] */
export const hourMs = 3_600_000;
/** Terrestrial minus universal time of the reference. [s] */
export const deltaTS = 67;

/** Parameters of the chains, and their sums. */
export function readVariants(folder: string): Variants {
  return JSON.parse(readFileSync(join(folder, 'h_modelchain_variants.json'), 'utf8')) as Variants;
}

/** The year of hours: radiation is the mean of the hour that ends at the stamp. */
export function readWeather(folder: string) {
  const weather = readTable(join(folder, 'h_weather_8760.csv'));
  const ends = weather.text('interval_end').map((text) => Date.parse(text));
  return createSeries({
    startMs: ends[0]! - hourMs,
    stepMs: hourMs,
    columns: {
      ghiWm2: weather.numbers('ghi'),
      dniWm2: weather.numbers('dni'),
      dhiWm2: weather.numbers('dhi'),
      airTemperatureC: weather.numbers('temp_air'),
      windSpeedMps: weather.numbers('wind_speed'),
      pressurePa: weather.numbers('pressure_pa'),
    },
  });
}

/** The columns of a chain under a model of the sky, on the fixed mount or a tracker. */
export function simulateVariant(folder: string, transposition: Transposition, tracker?: SingleAxisTracker) {
  const setup = readVariants(folder);
  const { a, b, deltaT } = setup.temperature_parameters;
  const { pdc0, eta_inv_nom } = setup.inverter_parameters;
  const modules = {
    dcCapacityW: setup.module_parameters.pdc0,
    temperatureCoefficientPerC: setup.module_parameters.gamma_pdc,
    temperature: sapmTemperature({ a, b, deltaTC: deltaT }),
  };
  const fixed = { tiltDeg: setup.mount_fixed.surface_tilt, azimuthDeg: setup.mount_fixed.surface_azimuth };
  const system = pvSystem({
    latitudeDeg: setup.site.latitude,
    longitudeDeg: setup.site.longitude,
    altitudeM: setup.site.altitude,
    arrays: [tracker ? { ...modules, tracker } : { ...modules, ...fixed }],
    inverter: { acCapacityW: pdc0 * eta_inv_nom, nominalEfficiency: eta_inv_nom },
    lossPercent: pvwattsLosses(),
    albedo: setup.albedo,
    transposition,
  });
  return simulate(system, { label: 'end', series: readWeather(folder) }, { sunAt: 'middle', deltaTS }).columns;
}
