import { faiman, iamPhysical, pvwattsAc, pvwattsDc, pvwattsLosses, sapmCell } from '@usina/forecast/solar';
import { byRow, closed, type PvTable } from './PvTable.ts';

export const incidence: PvTable = {
  inputs: ['aoi', 'n', 'K', 'L', 'n_ar', 'ashrae_b', 'martin_ruiz_a_r'],
  checks: closed('iam_physical'),
  compute: (rows) =>
    byRow(rows, (n) => ({
      iam_physical: iamPhysical({
        aoiDeg: n.aoi!,
        n: n.n!,
        extinctionPerM: n.K!,
        thicknessM: n.L!,
        nCoating: Number.isNaN(n.n_ar!) ? undefined : n.n_ar!,
      }),
    })),
};

export const cellTemperature: PvTable = {
  inputs: [
    'poa_global',
    'temp_air',
    'wind_speed',
    'sapm_set',
    'sapm_a',
    'sapm_b',
    'sapm_deltaT',
    'pvsyst_set',
    'pvsyst_u_c',
    'pvsyst_u_v',
    'module_efficiency',
    'alpha_absorption',
    'faiman_u0',
    'faiman_u1',
    'noct',
    'array_height',
    'mount_standoff',
    'effective_irradiance',
    'transmittance_absorptance',
  ],
  checks: closed('sapm_cell', 'sapm_module', 'faiman', 'faiman_default'),
  compute: (rows) =>
    byRow(rows, (n) => {
      const weather = { poaWm2: n.poa_global!, airTemperatureC: n.temp_air!, windSpeedMps: n.wind_speed! };
      const sandia = { ...weather, a: n.sapm_a!, b: n.sapm_b! };
      return {
        sapm_cell: sapmCell({ ...sandia, deltaTC: n.sapm_deltaT! }),
        sapm_module: sapmCell({ ...sandia, deltaTC: 0 }),
        faiman: faiman({ ...weather, u0: n.faiman_u0!, u1: n.faiman_u1! }),
        faiman_default: faiman(weather),
      };
    }),
};

export const pvwatts: PvTable = {
  inputs: [
    'effective_irradiance',
    'temp_cell',
    'pdc0',
    'gamma_pdc',
    'temp_ref',
    'inverter_pdc0',
    'eta_inv_nom',
    'eta_inv_ref',
  ],
  checks: closed('pvwatts_dc', 'pvwatts_ac'),
  compute: (rows) =>
    byRow(rows, (n) => {
      const dcPowerW = pvwattsDc({
        effectiveIrradianceWm2: n.effective_irradiance!,
        cellTemperatureC: n.temp_cell!,
        dcCapacityW: n.pdc0!,
        temperatureCoefficientPerC: n.gamma_pdc!,
        referenceTemperatureC: n.temp_ref!,
      });
      return {
        pvwatts_dc: dcPowerW,
        pvwatts_ac: pvwattsAc({
          dcPowerW,
          dcLimitW: n.inverter_pdc0!,
          nominalEfficiency: n.eta_inv_nom!,
          referenceEfficiency: n.eta_inv_ref!,
        }),
      };
    }),
};

export const losses: PvTable = {
  inputs: [
    'soiling',
    'shading',
    'snow',
    'mismatch',
    'wiring',
    'connections',
    'lid',
    'nameplate_rating',
    'age',
    'availability',
  ],
  checks: closed('losses_percent'),
  compute: (rows) =>
    byRow(rows, (n) => ({
      losses_percent: pvwattsLosses({
        soilingPercent: n.soiling!,
        shadingPercent: n.shading!,
        snowPercent: n.snow!,
        mismatchPercent: n.mismatch!,
        wiringPercent: n.wiring!,
        connectionsPercent: n.connections!,
        lightInducedPercent: n.lid!,
        nameplatePercent: n.nameplate_rating!,
        agePercent: n.age!,
        availabilityPercent: n.availability!,
      }),
    })),
};
