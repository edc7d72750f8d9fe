import {
  calcparamsCec,
  calcparamsDesoto,
  iFromV,
  type SingleDiode,
  sandiaAc,
  singleDiode,
  vFromI,
} from '@usina/forecast/solar';
import { type Check, relative } from './Check.ts';
import { byRow, closed, type PvTable } from './PvTable.ts';

/** pvlib's Lambert-W search holds the point of most power to 1.4e-8 only. */
const searched: Record<string, Check> = { i_mp: relative(1e-7), v_mp: relative(1e-7), i_xx: relative(1e-7) };

/** Elementary charge over Boltzmann's constant. [K/V] */
const KELVIN_PER_VOLT = 1.602176634e-19 / 1.380649e-23;

export const singleDiodeTable: PvTable = {
  inputs: [
    'cells',
    'effective_irradiance',
    'temp_cell',
    'alpha_sc',
    'a_ref',
    'I_L_ref',
    'I_o_ref',
    'R_sh_ref',
    'R_s',
    'Adjust',
    'EgRef',
    'dEgdT',
    'v_query',
    'i_query',
  ],
  checks: {
    ...closed('IL', 'I0', 'Rs', 'Rsh', 'nNsVth', 'i_sc', 'v_oc', 'p_mp', 'p_mp_newton', 'i_x', 'i_from_v', 'v_from_i'),
    ...closed('cec_IL', 'cec_I0', 'cec_Rs', 'cec_Rsh', 'cec_nNsVth', 'cec_p_mp', 'cec_v_oc', 'cec_i_sc'),
    ...searched,
  },
  compute: (rows) =>
    byRow(rows, (n) => {
      const options = {
        effectiveIrradianceWm2: n.effective_irradiance!,
        cellTemperatureC: n.temp_cell!,
        alphaScAPerC: n.alpha_sc!,
        aRefV: n.a_ref!,
        iLRefA: n.I_L_ref!,
        iORefA: n.I_o_ref!,
        rShRefOhm: n.R_sh_ref!,
        rSOhm: n.R_s!,
        egRefEv: n.EgRef!,
        dEgDtPerK: n.dEgdT!,
      };
      const desoto = calcparamsDesoto(options);
      const cec = calcparamsCec({ ...options, adjustPercent: n.Adjust! });
      const points = singleDiode(desoto);
      const adjusted = singleDiode(cec);
      return {
        IL: desoto.photocurrentA,
        I0: desoto.saturationCurrentA,
        Rs: desoto.resistanceSeriesOhm,
        Rsh: desoto.resistanceShuntOhm,
        nNsVth: desoto.nNsVthV,
        ...pointsByName(points),
        p_mp_newton: points.pMpW,
        i_from_v: iFromV({ ...desoto, voltageV: n.v_query! }),
        v_from_i: vFromI({ ...desoto, currentA: n.i_query! }),
        cec_IL: cec.photocurrentA,
        cec_I0: cec.saturationCurrentA,
        cec_Rs: cec.resistanceSeriesOhm,
        cec_Rsh: cec.resistanceShuntOhm,
        cec_nNsVth: cec.nNsVthV,
        cec_p_mp: adjusted.pMpW,
        cec_v_oc: adjusted.vOcV,
        cec_i_sc: adjusted.iScA,
      };
    }),
};

/** Curves of a solver with 18 digits: a truth that does not come from pvlib's formulas. */
export const preciseCurves: PvTable = {
  inputs: ['set', 'index', 'IL', 'I0', 'Rs', 'Rsh', 'n', 'cells', 'temperature_K'],
  checks: closed('i_sc', 'v_oc', 'i_mp', 'v_mp', 'p_mp', 'i_x', 'i_xx'),
  compute: (rows) =>
    byRow(rows, (n) =>
      pointsByName(
        singleDiode({
          photocurrentA: n.IL!,
          saturationCurrentA: n.I0!,
          resistanceSeriesOhm: n.Rs!,
          resistanceShuntOhm: n.Rsh!,
          nNsVthV: (n.n! * n.cells! * n.temperature_K!) / KELVIN_PER_VOLT,
        }),
      ),
    ),
};

function pointsByName(points: SingleDiode<number>): Record<string, number> {
  const { iScA, vOcV, iMpA, vMpV, pMpW, iXA, iXxA } = points;
  return { i_sc: iScA, v_oc: vOcV, i_mp: iMpA, v_mp: vMpV, p_mp: pMpW, i_x: iXA, i_xx: iXxA };
}

export const sandia: PvTable = {
  inputs: ['v_dc', 'p_dc', 'Paco', 'Pdco', 'Vdco', 'Pso', 'C0', 'C1', 'C2', 'C3', 'Pnt'],
  checks: closed('sandia_ac'),
  compute: (rows) =>
    byRow(rows, (n) => ({
      sandia_ac: sandiaAc({
        dcVoltageV: n.v_dc!,
        dcPowerW: n.p_dc!,
        pacoW: n.Paco!,
        pdcoW: n.Pdco!,
        vdcoV: n.Vdco!,
        psoW: n.Pso!,
        c0: n.C0!,
        c1: n.C1!,
        c2: n.C2!,
        c3: n.C3!,
        pntW: n.Pnt!,
      }),
    })),
};
