import type { Column } from '@usina/core/series';
import { mapQuantities, type Scalars } from '../Quantity.ts';
import type { SapmCellOptions } from './sapmCell.ts';

export type SapmModuleOptions = Omit<SapmCellOptions, 'deltaTC'>;

/**
 * Temperature of the back of the module by the Sandia array performance model. [°C] NaN in gives NaN out.
 *
 * @see D.L. King, W.E. Boyson, J.A. Kratochvil, "Photovoltaic array performance model", SAND2004-3535, 2004.
 *
 * @example
 * sapmModule({ poaWm2: 800, airTemperatureC: 38.32, windSpeedMps: 0.05, a: -2.81, b: -0.0455 }) // 86.3745
 */
export function sapmModule(options: Scalars<SapmModuleOptions>): number;
export function sapmModule(options: SapmModuleOptions): Column;
export function sapmModule({ poaWm2, airTemperatureC, windSpeedMps, a, b, out }: SapmModuleOptions): number | Column {
  return mapQuantities(
    (poa, air, wind) => poa * Math.exp(a + b * wind) + air,
    [poaWm2, airTemperatureC, windSpeedMps],
    out,
  );
}
