import {
  angleOfIncidence,
  aoiProjection,
  erbs,
  extraRadiation,
  groundDiffuse,
  hayDavies,
  isotropic,
  perez,
  poaIrradiance,
} from '@usina/forecast/solar';
import { relative, zeroForNaN } from './Check.ts';
import { byRow, closed, type PvTable } from './PvTable.ts';

export const decomposition: PvTable = {
  inputs: ['series', 'time', 'doy', 'zenith', 'ghi', 'pressure_pa', 'temp_dew'],
  checks: closed('dni_extra_spencer', 'erbs_dni', 'erbs_dhi', 'erbs_kt'),
  compute: (rows) =>
    byRow(rows, (n) => {
      const dniExtraWm2 = extraRadiation({ dayOfYear: n.doy! });
      const split = erbs({ ghiWm2: n.ghi!, zenithDeg: n.zenith!, dniExtraWm2 });
      return { dni_extra_spencer: dniExtraWm2, erbs_dni: split.dniWm2, erbs_dhi: split.dhiWm2, erbs_kt: split.kt };
    }),
};

export const transposition: PvTable = {
  inputs: [
    'time',
    'surface_tilt',
    'surface_azimuth',
    'solar_zenith',
    'solar_azimuth',
    'dni',
    'ghi',
    'dhi',
    'dni_extra',
    'airmass_relative',
    'albedo',
  ],
  checks: {
    ...closed(
      'aoi',
      'aoi_projection',
      'beam_component',
      'ground_diffuse',
      'sky_isotropic',
      'sky_haydavies',
      'total_haydavies_poa_global',
    ),
    sky_perez: zeroForNaN(relative()),
    total_perez_poa_global: zeroForNaN(relative()),
  },
  compute: (rows) =>
    byRow(rows, (n) => {
      const sky = {
        surfaceTiltDeg: n.surface_tilt!,
        surfaceAzimuthDeg: n.surface_azimuth!,
        solarZenithDeg: n.solar_zenith!,
        solarAzimuthDeg: n.solar_azimuth!,
        dniWm2: n.dni!,
        ghiWm2: n.ghi!,
        dhiWm2: n.dhi!,
        dniExtraWm2: n.dni_extra!,
        relativeAirmass: n.airmass_relative!,
        albedo: n.albedo!,
      };
      return {
        aoi: angleOfIncidence(sky),
        aoi_projection: aoiProjection(sky),
        beam_component: poaIrradiance(sky).poaDirectWm2,
        ground_diffuse: groundDiffuse(sky),
        sky_isotropic: isotropic(sky),
        sky_haydavies: hayDavies(sky),
        sky_perez: perez(sky),
        total_haydavies_poa_global: poaIrradiance(sky).poaWm2,
        total_perez_poa_global: poaIrradiance({ ...sky, transposition: perez }).poaWm2,
      };
    }),
};
