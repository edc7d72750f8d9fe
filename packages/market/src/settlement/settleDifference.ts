import { type Agreement, type Evidenced, evidenced, insufficient, type LineItem, type PriceSeries } from '@usina/core';
import { type EnergyRun, LineInputs, type SettleReason, settleAgreement } from '@usina/core/agreements';
import type { Money } from '@usina/core/money';
import { mcpDifference } from './mcpDifference.ts';

export interface SettleDifferenceOptions {
  /** Agreement of kind `mcpDifference`: who settles with which market, by which meters and contracts. */
  readonly agreement: Agreement;
  /** Month in the agreement's time zone, `YYYY-MM`. */
  readonly month: string;
  /** Energy of the agreement's meters, in order of time by meter and point; see `energyRuns`. */
  readonly runs: readonly EnergyRun[];
  /** Hourly prices, one series a submarket; see `parsePld`. */
  readonly prices: readonly PriceSeries[];
  /** Volumes of contracts hour by hour, by contract id, for those that are not flat. [Wh] */
  readonly contractWh?: Readonly<Record<string, readonly bigint[]>>;
}

export interface DifferenceSettlement {
  /** One a submarket, with all inputs: `recomputeAgreement` of core computes them again. */
  readonly lineItems: readonly LineItem[];
  /** Sum over the submarkets: positive is to be received by the participant. */
  readonly net: Money;
  /** Whether a later edition of prices or readings may change it; the evidence says why. */
  readonly provisional: boolean;
}

/**
 * Settles a month's difference between generated, contracted and consumed energy at the hourly PLD (spot price of
 * Brazil), once per submarket, without a journal. A ledger settles the same agreement with `mcpDifference` among its
 * kinds.
 *
 * Insufficient data: `missingPrices`, `missingReadings`, or `outsideTerm` for a month that the agreement does not
 * touch. Throws `AgreementError` for invalid terms, `MarketError` `MARKET_CONTRACT` for hourly volumes that do not fit.
 *
 * @example
 * const settled = settleDifference({ agreement, month: '2023-11', runs, prices: [pld] });
 * if (settled.ok) console.log(formatMoney(settled.value.net, 'pt-BR'));
 */
export function settleDifference(options: SettleDifferenceOptions): Evidenced<DifferenceSettlement, SettleReason> {
  const { agreement, month, runs, prices, contractWh = {} } = options;
  const given = {
    contractWh: Object.fromEntries(Object.entries(contractWh).map(([id, wh]) => [id, wh.map(String)])),
  };
  const settled = settleAgreement({ agreementKinds: [mcpDifference], agreement, month, runs, prices, given });
  if (!settled.ok) return settled;
  const { items } = settled.value;
  if (items.length === 0)
    return insufficient('outsideTerm', `The term of "${agreement.id}" does not touch ${month}.`, settled.evidence);
  const lineItems = items.map((item) => ({ ...item, readings: [] }));
  const minor = items.reduce(
    (sum, { creditorId, amount }) =>
      sum + (creditorId === agreement.parties.participant ? amount.minor : -amount.minor),
    0n,
  );
  const provisional = items.some(({ inputs }) => LineInputs.shape.figures.parse(inputs.figures).status !== 'final');
  return evidenced({ lineItems, net: { minor, currency: items[0]!.amount.currency }, provisional }, settled.evidence);
}
