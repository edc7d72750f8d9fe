import { type CecModule, calcparamsCec } from '../diode/calcparamsCec.ts';
import type { DesotoModule } from '../diode/calcparamsDesoto.ts';
import { maxPowerPoint } from '../diode/maxPowerPoint.ts';
import { checkRange } from '../SolarError.ts';
import type { DcModel } from './DcModel.ts';

export interface DiodeModulesOptions {
  /** A module of De Soto's model, or of the CEC database. */
  module: DesotoModule | CecModule;
  /** In series. @defaultValue 1 */
  modulesPerString?: number;
  /** In parallel. @defaultValue 1 */
  strings?: number;
}

/**
 * Modules by the single-diode equation, at the point of most power of all strings alike. NaN in the weather gives NaN
 * out.
 *
 * @see W. De Soto, S.A. Klein, W.A. Beckman, Solar Energy 80, 78-88, 2006.
 *
 * @example
 * diodeModules({ module: { alphaScAPerC: 0.004492, aRefV: 2.00496, iLRefA: 7.08408, iORefA: 5.1755e-10, rShRefOhm: 434.131,
 *   rSOhm: 0.8116 }, modulesPerString: 10, strings: 2 }).givesVoltage // true
 */
export function diodeModules({ module, modulesPerString = 1, strings = 1 }: DiodeModulesOptions): DcModel {
  checkRange('modulesPerString', modulesPerString, 1, 1e6);
  checkRange('strings', strings, 1, 1e9);
  return {
    id: 'singleDiode',
    source: 'De Soto, Klein, Beckman 2006',
    givesVoltage: true,
    dc: (input) => {
      const point = maxPowerPoint(calcparamsCec({ adjustPercent: 0, ...module, ...input }));
      const { pMpW: dcPowerW, vMpV: dcVoltageV } = point;
      for (let i = 0; i < dcPowerW.length; i++) {
        dcPowerW[i]! *= modulesPerString * strings;
        dcVoltageV[i]! *= modulesPerString;
      }
      return { dcPowerW, dcVoltageV };
    },
  };
}
