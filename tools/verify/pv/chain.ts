import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSeries } from '@usina/core/series';
import { perez, pvSystem, pvwattsLosses, sapmTemperature, simulate } from '@usina/forecast/solar';
import { type Check, zeroForNaN } from './Check.ts';
import type { PvTable } from './PvTable.ts';
import { readTable } from './Table.ts';

/** Within 1e-6 of max(|expected|, 1 W). */
const power: Check = {
  unit: 'relative to max(|expected|, 1)',
  tolerance: 1e-6,
  error: (got, expected) => Math.abs(got - expected) / Math.max(Math.abs(expected), 1),
};

interface Variants {
  site: { latitude: number; longitude: number; altitude: number };
  mount_fixed: { surface_tilt: number; surface_azimuth: number };
  module_parameters: { pdc0: number; gamma_pdc: number };
  inverter_parameters: { pdc0: number; eta_inv_nom: number };
  temperature_parameters: { a: number; b: number; deltaT: number };
  albedo: number;
}

/** The whole chain over a year of hours: radiation is the mean of the hour that ends at the stamp. */
export const chain: PvTable = {
  inputs: ['interval_end'],
  checks: { ac: power, dc_after_losses: zeroForNaN(power), poa_global: zeroForNaN(power) },
  compute: (_rows, folder) => {
    const setup = JSON.parse(readFileSync(join(folder, 'h_modelchain_variants.json'), 'utf8')) as Variants;
    const weather = readTable(join(folder, 'h_weather_8760.csv'));
    const ends = weather.text('interval_end').map((text) => Date.parse(text));
    const series = createSeries({
      startMs: ends[0]! - 3_600_000,
      stepMs: 3_600_000,
      columns: {
        ghiWm2: weather.numbers('ghi'),
        dniWm2: weather.numbers('dni'),
        dhiWm2: weather.numbers('dhi'),
        airTemperatureC: weather.numbers('temp_air'),
        windSpeedMps: weather.numbers('wind_speed'),
        pressurePa: weather.numbers('pressure_pa'),
      },
    });
    const { a, b, deltaT } = setup.temperature_parameters;
    const { pdc0, eta_inv_nom } = setup.inverter_parameters;
    const system = pvSystem({
      latitudeDeg: setup.site.latitude,
      longitudeDeg: setup.site.longitude,
      altitudeM: setup.site.altitude,
      arrays: [
        {
          dcCapacityW: setup.module_parameters.pdc0,
          temperatureCoefficientPerC: setup.module_parameters.gamma_pdc,
          tiltDeg: setup.mount_fixed.surface_tilt,
          azimuthDeg: setup.mount_fixed.surface_azimuth,
          temperature: sapmTemperature({ a, b, deltaTC: deltaT }),
        },
      ],
      inverter: { acCapacityW: pdc0 * eta_inv_nom, nominalEfficiency: eta_inv_nom },
      lossPercent: pvwattsLosses(),
      albedo: setup.albedo,
      transposition: perez,
    });
    const result = simulate(system, { label: 'end', series }, { sunAt: 'middle', deltaTS: 67 });
    return {
      ac: result.columns.acPowerW,
      dc_after_losses: result.columns.dcPowerW,
      poa_global: result.columns.poaWm2,
    };
  },
};
