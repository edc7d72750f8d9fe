import {
  angleOfIncidence,
  aoiProjection,
  groundDiffuse,
  hayDavies,
  isotropic,
  king,
  klucher,
  perez,
  perezDriesse,
  poaIrradiance,
  reindl,
} from '@usina/forecast/solar';
import { relative, restForNaN, zeroForNaN } from './Check.ts';
import { closed, type PvTable } from './PvTable.ts';

const ofPerez = ['sky_perez', 'perez_isotropic', 'perez_circumsolar', 'perez_horizon', 'total_perez_poa_global'];

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
    ...closed('aoi', 'aoi_projection', 'beam_component', 'ground_diffuse'),
    ...closed('sky_isotropic', 'sky_klucher', 'sky_haydavies', 'sky_reindl', 'sky_king', 'sky_perez_driesse'),
    ...closed('haydavies_isotropic', 'haydavies_circumsolar', 'total_haydavies_poa_global'),
    ...Object.fromEntries(ofPerez.map((name) => [name, zeroForNaN(relative())])),
    total_perez_poa_global: restForNaN(relative()),
  },
  compute: (rows) => {
    const sky = {
      surfaceTiltDeg: rows.numbers('surface_tilt'),
      surfaceAzimuthDeg: rows.numbers('surface_azimuth'),
      solarZenithDeg: rows.numbers('solar_zenith'),
      solarAzimuthDeg: rows.numbers('solar_azimuth'),
      dniWm2: rows.numbers('dni'),
      ghiWm2: rows.numbers('ghi'),
      dhiWm2: rows.numbers('dhi'),
      dniExtraWm2: rows.numbers('dni_extra'),
      relativeAirmass: rows.numbers('airmass_relative'),
      albedo: rows.numbers('albedo'),
    };
    const hayDaviesParts = hayDavies.components(sky);
    const perezParts = perez.components(sky);
    return {
      aoi: angleOfIncidence(sky),
      aoi_projection: aoiProjection(sky),
      beam_component: poaIrradiance(sky).poaDirectWm2,
      ground_diffuse: groundDiffuse(sky),
      sky_isotropic: isotropic(sky),
      sky_klucher: klucher(sky),
      sky_haydavies: hayDavies(sky),
      haydavies_isotropic: hayDaviesParts.isotropicWm2,
      haydavies_circumsolar: hayDaviesParts.circumsolarWm2,
      sky_reindl: reindl(sky),
      sky_king: king(sky),
      sky_perez: perez(sky),
      perez_isotropic: perezParts.isotropicWm2,
      perez_circumsolar: perezParts.circumsolarWm2,
      perez_horizon: perezParts.horizonWm2,
      sky_perez_driesse: perezDriesse(sky),
      total_haydavies_poa_global: poaIrradiance(sky).poaWm2,
      total_perez_poa_global: poaIrradiance({ ...sky, transposition: perez }).poaWm2,
    };
  },
};
