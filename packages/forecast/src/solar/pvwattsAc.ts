import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from './Quantity.ts';

export interface PvwattsAcOptions {
  /** DC power into the inverter. [W] */
  dcPowerW: Quantity;
  /** DC power at which the inverter reaches its AC limit: AC limit ÷ nominal efficiency. [W] */
  dcLimitW: Quantity;
  /** @defaultValue 0.96 */
  nominalEfficiency?: Quantity;
  /** Efficiency of the reference curve. @defaultValue 0.9637 */
  referenceEfficiency?: number;
  out?: Column;
}

/**
 * AC power of an inverter by the PVWatts curve, clipped at its AC limit; 0 in the dark (night-time draw is not in it).
 * [W] NaN in gives NaN out.
 *
 * @see A.P. Dobos, "PVWatts version 5 manual", NREL/TP-6A20-62641, 2014, eq. 11-13.
 *
 * @example
 * pvwattsAc({ dcPowerW: 431_947.4541, dcLimitW: 2_444_566.2, nominalEfficiency: 0.9347 }) // 397811.9
 */
export function pvwattsAc(options: Scalars<PvwattsAcOptions>): number;
export function pvwattsAc(options: PvwattsAcOptions): Column;
export function pvwattsAc({
  dcPowerW,
  dcLimitW,
  nominalEfficiency = 0.96,
  referenceEfficiency = 0.9637,
  out,
}: PvwattsAcOptions): number | Column {
  return mapQuantities(
    (dc, limit, nominal) => {
      if (dc <= 0) return 0;
      const load = dc / limit;
      const efficiency = (nominal / referenceEfficiency) * (-0.0162 * load - 0.0059 / load + 0.9858);
      return Math.max(Math.min(efficiency * dc, nominal * limit), 0);
    },
    [dcPowerW, dcLimitW, nominalEfficiency],
    out,
  );
}
