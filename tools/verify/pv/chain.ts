import {
  absoluteAirmass,
  angleOfIncidence,
  dayOfYear,
  extraRadiation,
  iamPhysical,
  perez,
  poaIrradiance,
  pressureAtAltitude,
  relativeAirmass,
  sapmCell,
  sunPosition,
} from '@usina/forecast/solar';
import { absolute, type Check, direction, relative, restForNaN, zeroForNaN } from './Check.ts';
import { deltaTS, hourMs, readVariants, readWeather, simulateVariant } from './chainSetup.ts';
import type { PvTable } from './PvTable.ts';

/** Within 1e-6 of max(|expected|, 1 W). */
const power: Check = {
  unit: 'relative to max(|expected|, 1)',
  tolerance: 1e-6,
  error: (got, expected) => Math.abs(got - expected) / Math.max(Math.abs(expected), 1),
};

/** The whole chain over a year of hours, and its steps one by one. */
export const chain: PvTable = {
  inputs: ['interval_end'],
  checks: {
    zenith: absolute('deg', 1e-6),
    apparent_zenith: absolute('deg', 1e-6),
    azimuth: direction(1e-6),
    aoi: absolute('deg', 1e-6),
    airmass_absolute: relative(1e-6),
    iam: absolute('share', 1e-6),
    ...Object.fromEntries(
      ['poa_direct', 'poa_ground_diffuse', 'poa_global', 'effective_irradiance'].map((name) => [
        name,
        restForNaN(power),
      ]),
    ),
    poa_sky_diffuse: zeroForNaN(power),
    cell_temperature: restForNaN(power),
    dc_after_losses: restForNaN(power),
    ac: power,
  },
  compute: (_rows, folder) => {
    const result = simulateVariant(folder, perez);
    return {
      ...chainSteps(folder),
      ac: result.acPowerW,
      dc_after_losses: result.dcPowerW,
      poa_global: result.poaWm2,
    };
  },
};

function chainSteps(folder: string) {
  const { site, mount_fixed, temperature_parameters, albedo } = readVariants(folder);
  const { startMs, columns } = readWeather(folder);
  const { ghiWm2, dniWm2, dhiWm2, airTemperatureC, windSpeedMps, pressurePa } = columns;
  const atMs = ghiWm2.map((_, i) => startMs + (i + 0.5) * hourMs);
  const place = { latitudeDeg: site.latitude, longitudeDeg: site.longitude, altitudeM: site.altitude };
  const sun = sunPosition({ ...place, atMs, pressurePa, airTemperatureC, deltaTS });
  const surface = {
    surfaceTiltDeg: mount_fixed.surface_tilt,
    surfaceAzimuthDeg: mount_fixed.surface_azimuth,
    solarZenithDeg: sun.apparentZenithDeg,
    solarAzimuthDeg: sun.azimuthDeg,
  };
  const airmass = relativeAirmass({ zenithDeg: sun.apparentZenithDeg });
  const plane = poaIrradiance({
    ...surface,
    ghiWm2,
    dniWm2,
    dhiWm2,
    albedo,
    dniExtraWm2: extraRadiation({ dayOfYear: atMs.map(dayOfYear) }),
    relativeAirmass: airmass,
    transposition: perez,
  });
  const aoi = angleOfIncidence(surface);
  const iam = iamPhysical({ aoiDeg: aoi });
  const { a, b, deltaT } = temperature_parameters;
  return {
    zenith: sun.zenithDeg,
    apparent_zenith: sun.apparentZenithDeg,
    azimuth: sun.azimuthDeg,
    airmass_absolute: absoluteAirmass({
      relativeAirmass: airmass,
      pressurePa: pressureAtAltitude({ altitudeM: site.altitude }),
    }),
    aoi,
    iam,
    poa_direct: plane.poaDirectWm2,
    poa_sky_diffuse: plane.poaSkyDiffuseWm2,
    poa_ground_diffuse: plane.poaGroundDiffuseWm2,
    effective_irradiance: plane.poaWm2.map((poa, i) => poa - plane.poaDirectWm2[i]! * (1 - iam[i]!)),
    cell_temperature: sapmCell({ poaWm2: plane.poaWm2, airTemperatureC, windSpeedMps, a, b, deltaTC: deltaT }),
  };
}
