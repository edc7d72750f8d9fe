import { type PvwattsDcOptions, pvwattsDc } from '../pvwattsDc.ts';
import { checkRange } from '../SolarError.ts';
import type { DcModel } from './DcModel.ts';

export interface PvwattsModulesOptions extends Pick<PvwattsDcOptions, 'k' | 'capAdjustment' | 'referenceTemperatureC'> {
  /** DC power at standard test conditions. [W] */
  dcCapacityW: number;
  /** Change of power with temperature. [1/°C] @defaultValue -0.004 */
  temperatureCoefficientPerC?: number | undefined;
}

/**
 * Modules by the PVWatts model: power in proportion to irradiance and temperature, no voltage. NaN in the weather gives
 * NaN out.
 *
 * @see A.P. Dobos, "PVWatts version 5 manual", NREL/TP-6A20-62641, 2014.
 *
 * @example
 * pvwattsModules({ dcCapacityW: 6_600 }).givesVoltage // false
 */
export function pvwattsModules({ temperatureCoefficientPerC = -0.004, ...options }: PvwattsModulesOptions): DcModel {
  checkRange('dcCapacityW', options.dcCapacityW, Number.MIN_VALUE, 1e12);
  checkRange('temperatureCoefficientPerC', temperatureCoefficientPerC, -0.02, 0.01);
  return {
    id: 'pvwatts',
    source: 'Dobos 2014',
    givesVoltage: false,
    dc: (input) => ({ dcPowerW: pvwattsDc({ ...options, temperatureCoefficientPerC, ...input }) }),
  };
}
