import {
  faiman,
  iamAshrae,
  iamMartinRuiz,
  iamMartinRuizDiffuse,
  iamPhysical,
  iamSchlick,
  iamSchlickDiffuse,
  marionDiffuse,
  noctSam,
  physicalIncidence,
  pvsystCell,
  pvwattsAc,
  pvwattsDc,
  pvwattsLosses,
  ross,
  sapmCell,
  sapmModule,
} from '@usina/forecast/solar';
import { relative, restForNaN } from './Check.ts';
import { byRow, closed, type PvTable } from './PvTable.ts';

export const incidence: PvTable = {
  inputs: ['aoi', 'n', 'K', 'L', 'n_ar', 'ashrae_b', 'martin_ruiz_a_r'],
  checks: closed('iam_physical', 'iam_ashrae', 'iam_martin_ruiz', 'iam_schlick'),
  compute: (rows) =>
    byRow(rows, (n) => ({
      iam_physical: iamPhysical({
        aoiDeg: n.aoi!,
        n: n.n!,
        extinctionPerM: n.K!,
        thicknessM: n.L!,
        nCoating: Number.isNaN(n.n_ar!) ? undefined : n.n_ar!,
      }),
      iam_ashrae: iamAshrae({ aoiDeg: n.aoi!, b: n.ashrae_b! }),
      iam_martin_ruiz: iamMartinRuiz({ aoiDeg: n.aoi!, aR: n.martin_ruiz_a_r! }),
      iam_schlick: iamSchlick({ aoiDeg: n.aoi! }),
    })),
};

export const diffuseIncidence: PvTable = {
  inputs: ['surface_tilt', 'a_r'],
  checks: closed(
    'martin_ruiz_sky',
    'martin_ruiz_ground',
    'schlick_sky',
    'schlick_ground',
    'marion_physical_sky',
    'marion_physical_horizon',
    'marion_physical_ground',
  ),
  compute: (rows) =>
    byRow(rows, (n) => {
      const surfaceTiltDeg = n.surface_tilt!;
      const martinRuiz = iamMartinRuizDiffuse({ surfaceTiltDeg, aR: n.a_r! });
      const schlick = iamSchlickDiffuse({ surfaceTiltDeg });
      const marion = marionDiffuse({ surfaceTiltDeg, incidence: physicalIncidence() });
      return {
        martin_ruiz_sky: martinRuiz.sky,
        martin_ruiz_ground: martinRuiz.ground,
        schlick_sky: schlick.sky,
        schlick_ground: schlick.ground,
        marion_physical_sky: marion.sky,
        marion_physical_horizon: marion.horizon,
        marion_physical_ground: marion.ground,
      };
    }),
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
  checks: {
    ...closed('sapm_cell', 'sapm_module', 'pvsyst_cell', 'faiman', 'faiman_default', 'noct_sam_no_effective', 'ross'),
    noct_sam: restForNaN(relative()),
  },
  compute: (rows) =>
    byRow(rows, (n) => {
      const weather = { poaWm2: n.poa_global!, airTemperatureC: n.temp_air!, windSpeedMps: n.wind_speed! };
      const sandia = { ...weather, a: n.sapm_a!, b: n.sapm_b! };
      const sam = {
        ...weather,
        noctC: n.noct!,
        moduleEfficiency: n.module_efficiency!,
        transmittanceAbsorptance: n.transmittance_absorptance!,
        arrayHeight: n.array_height as 1 | 2,
        mountStandoffIn: n.mount_standoff!,
      };
      return {
        sapm_cell: sapmCell({ ...sandia, deltaTC: n.sapm_deltaT! }),
        sapm_module: sapmModule(sandia),
        pvsyst_cell: pvsystCell({
          ...weather,
          uC: n.pvsyst_u_c!,
          uV: n.pvsyst_u_v!,
          moduleEfficiency: n.module_efficiency!,
          alphaAbsorption: n.alpha_absorption!,
        }),
        faiman: faiman({ ...weather, u0: n.faiman_u0!, u1: n.faiman_u1! }),
        faiman_default: faiman(weather),
        noct_sam: noctSam({ ...sam, effectiveIrradianceWm2: n.effective_irradiance! }),
        noct_sam_no_effective: noctSam(sam),
        ross: ross({ ...weather, noctC: n.noct! }),
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
  checks: closed('pvwatts_dc', 'pvwatts_dc_k0p01', 'pvwatts_dc_k0p01_cap', 'pvwatts_ac'),
  compute: (rows) =>
    byRow(rows, (n) => {
      const dc = {
        effectiveIrradianceWm2: n.effective_irradiance!,
        cellTemperatureC: n.temp_cell!,
        dcCapacityW: n.pdc0!,
        temperatureCoefficientPerC: n.gamma_pdc!,
        referenceTemperatureC: n.temp_ref!,
      };
      const dcPowerW = pvwattsDc(dc);
      return {
        pvwatts_dc: dcPowerW,
        pvwatts_dc_k0p01: pvwattsDc({ ...dc, k: 0.01 }),
        pvwatts_dc_k0p01_cap: pvwattsDc({ ...dc, k: 0.01, capAdjustment: true }),
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
