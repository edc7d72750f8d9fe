import { pvwattsAc } from '../pvwattsAc.ts';
import { checkRange } from '../SolarError.ts';
import type { InverterModel } from './InverterModel.ts';

export interface PvwattsInverterOptions {
  /** AC power limit. [W] */
  acCapacityW: number;
  /** @defaultValue 0.96 */
  nominalEfficiency?: number | undefined;
}

/**
 * The PVWatts inverter as a part of a `pvSystem`: it sees the sum of the arrays' power, not their voltage. NaN of an
 * array gives NaN out.
 *
 * @see A.P. Dobos, "PVWatts version 5 manual", NREL/TP-6A20-62641, 2014.
 *
 * @example
 * pvwattsInverter({ acCapacityW: 6_000 }).acCapacityW // 6000
 */
export function pvwattsInverter({ acCapacityW, nominalEfficiency = 0.96 }: PvwattsInverterOptions): InverterModel {
  checkRange('inverter.acCapacityW', acCapacityW, Number.MIN_VALUE, 1e12);
  checkRange('inverter.nominalEfficiency', nominalEfficiency, 0.5, 1);
  const dcLimitW = acCapacityW / nominalEfficiency;
  return {
    id: 'pvwatts',
    source: 'Dobos 2014',
    needsVoltage: false,
    acCapacityW,
    acPowerW: (inputs) => {
      const dcPowerW = new Float64Array(inputs[0]?.dcPowerW.length ?? 0);
      for (const input of inputs) for (let i = 0; i < dcPowerW.length; i++) dcPowerW[i]! += input.dcPowerW[i]!;
      return pvwattsAc({ dcPowerW, dcLimitW, nominalEfficiency, out: dcPowerW });
    },
  };
}
