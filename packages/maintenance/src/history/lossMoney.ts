import { amount, type Money, type UnitPrice } from '@usina/core/money';

/** What energy would have brought at a price, as a member to spread; empty where either is not known. */
export function lossMoney(lossWh: number | undefined, price: UnitPrice | undefined): { loss?: Money } {
  if (lossWh === undefined || price === undefined) return {};
  return { loss: amount(price, { value: BigInt(Math.round(lossWh)), unit: 'Wh' }) };
}
