import { checkRange } from '../SolarError.ts';

/**
 * Share of the DC power that is lost, 0 to 1: a string counts as lost as soon as snow touches it (pvlib's `dc_loss_nrel`). NaN
 * in gives NaN out.
 *
 * @see D. Ryberg, J. Freeman, NREL/TP-6A20-68705, 2017.
 *
 * @example
 * snowDcLoss({ coverage: 0.3, strings: 4 }) // 0.5
 */
export function snowDcLoss({ coverage, strings }: { coverage: number; strings: number }): number {
  checkRange('strings', strings, 1, 1e6);
  return Math.ceil(coverage * strings) / strings;
}
