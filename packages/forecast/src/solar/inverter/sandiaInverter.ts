import { checkRange } from '../SolarError.ts';
import type { InverterModel } from './InverterModel.ts';
import { type SandiaInverter, sandiaPower } from './sandiaAc.ts';

/**
 * The Sandia inverter as a part of a `pvSystem`, for arrays whose DC model has a voltage. With several arrays each
 * voltage counts by its share of the power, as pvlib's `sandia_multi` does. NaN of an array gives NaN out.
 *
 * @see D.L. King, S. Gonzalez, G.M. Galbraith, W.E. Boyson, SAND2007-5036, 2007; C. Hansen, J. Johnson, R.
 * Darbali-Zamora, N. Gurule, "Modeling efficiency of inverters with multiple inputs", 49th IEEE PVSC, 2022.
 *
 * @example
 * sandiaInverter({ pacoW: 2216, pdcoW: 2282.15, vdcoV: 981.4, psoW: 3.42, c0: -4.014e-6, c1: -4.8213e-5, c2: -0.0016943,
 *   c3: -0.0028047, pntW: 1.96 }).acCapacityW // 2216
 */
export function sandiaInverter(inverter: SandiaInverter): InverterModel {
  checkRange('inverter.pacoW', inverter.pacoW, Number.MIN_VALUE, 1e12);
  checkRange('inverter.pdcoW', inverter.pdcoW, inverter.pacoW, 1e12);
  return {
    id: 'sandia',
    source: 'King, Gonzalez, Galbraith, Boyson 2007',
    needsVoltage: true,
    acCapacityW: inverter.pacoW,
    acPowerW: (inputs) => {
      const acPowerW = new Float64Array(inputs[0]?.dcPowerW.length ?? 0);
      for (let i = 0; i < acPowerW.length; i++) {
        let total = 0;
        for (const { dcPowerW } of inputs) total += dcPowerW[i]!;
        let power = 0;
        for (const { dcPowerW, dcVoltageV } of inputs) {
          const share = dcPowerW[i]! / total;
          if (share !== 0) power += share * sandiaPower(inverter, total, dcVoltageV[i]!);
        }
        acPowerW[i] = total < inverter.psoW ? -Math.abs(inverter.pntW) : Math.min(power, inverter.pacoW);
      }
      return acPowerW;
    },
  };
}
