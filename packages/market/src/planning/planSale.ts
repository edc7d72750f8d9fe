import { type Agreement, Evidence, type Evidenced, evidenced, insufficient, type Offer } from '@usina/core';
import { exact } from '@usina/core/money';
import type { Column } from '@usina/core/series';
import { MarketError } from '../MarketError.ts';
import { pricesOnGrid } from '../prices/pricesOnGrid.ts';
import { type ForecastEnergy, forecastEnergy } from './forecastEnergy.ts';
import type { PlanSaleOptions } from './PlanSaleOptions.ts';
import type { SalePolicy } from './SalePolicy.ts';
import { saleCommitment } from './saleCommitment.ts';
import { saleEvidence } from './saleEvidence.ts';
import { levelOf, type SalePosition, salePosition } from './salePosition.ts';
import { type SaleRevenue, saleRevenue } from './saleRevenue.ts';

/** A plan per interval of the forecast, keyed by interval start. Energies are not negative. [Wh] */
export interface SalePlan {
  readonly startMs: number;
  readonly stepMs: number;
  /** What the contract takes. */
  readonly committedWh: Column;
  /** What is offered beyond the contract, up to the policy's quantile of the forecast. */
  readonly offeredWh: Column;
  readonly levels: readonly number[];
  /** By level of the forecast: what is left over if the output comes out at that level. */
  readonly surplusWh: readonly Column[];
  /** By level of the forecast: what is missing if the output comes out at that level. */
  readonly shortfallWh: readonly Column[];
  /** Undefined where nothing is left to offer. */
  readonly offer: Offer | undefined;
  readonly revenue: SaleRevenue;
  readonly because: string;
}

export type SaleReason = 'missingForecast' | 'missingPrices' | 'levelBelowForecast';

/**
 * Plans the sale of a forecast: serves the contract first, and offers what is beyond it up to the quantile that the
 * policy allows. Never offers more than that quantile, nor less than nothing. The offer's floor price is what the same
 * energy is expected to bring at the spot price: below it, waiting is better.
 *
 * Insufficient data: a forecast or price with a gap, or a level below the lowest of the forecast, where nobody knows
 * the quantile.
 *
 * @throws MarketError `MARKET_CONTRACT`, `MARKET_GRID` where an interval straddles two prices, `MARKET_PRODUCT` where
 * contract and prices differ in currency or unit, `MARKET_LEVELS` for quantiles that cross, `MARKET_SCOPE` for a forecast of
 * another portfolio.
 *
 * @example
 * const plan = planSale({ portfolioId: 'usina', forecast, contract, prices, policy: quantilePolicy('0.3') });
 * if (plan.ok) console.log(plan.value.because);
 * // 'Offers 0.600 MWh up to the 0.3000 quantile of the forecast, beyond 1.000 MWh under contract sale-1. …'
 */
export function planSale(options: PlanSaleOptions): Evidenced<SalePlan, SaleReason> {
  const { forecast, contract, prices, policy } = options;
  const { startMs, stepMs, issuedAtMs, levels, scope } = forecast;
  if (scope.kind === 'portfolio' && scope.id !== options.portfolioId) {
    throw new MarketError(
      'MARKET_SCOPE',
      `Read a forecast of portfolio "${scope.id}", expected one of "${options.portfolioId}".`,
      { context: { read: scope.id, expected: options.portfolioId } },
    );
  }
  const count = forecast.meanW.length;
  const endMs = startMs + count * stepMs;
  const commitment = contract && saleCommitment(contract, { startMs, endMs, stepMs });
  if (prices.per !== 'MWh' || (commitment && commitment.price.currency !== prices.currency))
    throw new MarketError(
      'MARKET_PRODUCT',
      `Read prices in ${prices.currency}/${prices.per}, expected ${commitment?.price.currency ?? prices.currency}/MWh.`,
      { context: { prices: { currency: prices.currency, per: prices.per }, contract: commitment?.price } },
    );
  const priceMicros = pricesOnGrid(prices, { startMs, stepMs, count });
  const energy = forecastEnergy(forecast);
  const evidence = saleEvidence(options, endMs, commitment?.notes ?? []);
  const atTime = (i: number) => new Date(startMs + i * stepMs).toISOString();

  const unpriced = priceMicros.flatMap((micros, i) => (micros === null ? [i] : []));
  if ('missing' in energy || unpriced.length > 0 || count === 0) {
    const [reason, what, missing] =
      'missing' in energy || count === 0
        ? (['missingForecast', 'The forecast', 'missing' in energy ? energy.missing : []] as const)
        : (['missingPrices', 'The price series', unpriced] as const);
    const first = missing[0] === undefined ? '' : `, the first at ${atTime(missing[0])}`;
    const text = `${what} misses ${missing.length} of ${count} intervals${first}.`;
    return insufficient(reason, text, { ...evidence, coverage: count === 0 ? 0 : 1 - missing.length / count });
  }
  if (policy.level.compare(levelOf(levels[0]!)) < 0) {
    const text = `The policy "${policy.id}" sells up to level ${policy.level.toFixed(4)}, but the lowest level of the forecast is ${levels[0]}. Forecast a lower level, or take more risk.`;
    return insufficient('levelBelowForecast', text, evidence);
  }

  const position = salePosition({ forecast, energy, committedWh: commitment?.wh, level: policy.level });
  const { revenue, floorPrice } = saleRevenue({
    position,
    priceMicros: priceMicros.map((micros) => micros!),
    currency: prices.currency,
    policy,
    contractPrice: commitment?.price,
  });
  const because = becauseOf(position, policy, contract);
  const volumesWh = column(position.offeredWh);
  const offer = floorPrice && {
    id: `offer:${atTime(0)}:${new Date(issuedAtMs).toISOString()}`,
    portfolioId: options.portfolioId,
    product: 'energy',
    zone: prices.zone,
    issuedAtMs,
    startMs,
    stepMs,
    volumesWh,
    floorPrice,
    because,
    evidence: Evidence.parse(evidence),
  };
  const plan = { startMs, stepMs, committedWh: column(position.committedWh), offeredWh: volumesWh, levels };
  return evidenced({ ...plan, ...outcomes(position, energy), offer, revenue, because }, evidence);
}

function column(wh: readonly bigint[]): Column {
  return Float64Array.from(wh, Number);
}

function outcomes({ soldWh }: SalePosition, { quantilesWh }: ForecastEnergy) {
  const at = (level: number, sign: bigint) =>
    column(
      soldWh.map((sold, i) => {
        const difference = sign * (quantilesWh[i]![level]! - sold);
        return difference > 0n ? difference : 0n;
      }),
    );
  const levels = Object.keys(quantilesWh[0]!).map(Number);
  return { surplusWh: levels.map((level) => at(level, 1n)), shortfallWh: levels.map((level) => at(level, -1n)) };
}

function becauseOf(position: SalePosition, policy: SalePolicy, contract: Agreement | undefined): string {
  const mwh = (columns: readonly bigint[]) => exact(columns.reduce((total, wh) => total + wh, 0n)).over(1_000_000n);
  const offered = mwh(position.offeredWh);
  const beyond = contract ? `, beyond ${mwh(position.committedWh).toFixed(3)} MWh under contract ${contract.id}` : '';
  const level = `the ${policy.level.toFixed(4)} quantile of the forecast`;
  const what =
    offered.numerator === 0n ? `Nothing to offer up to ${level}` : `Offers ${offered.toFixed(3)} MWh up to ${level}`;
  const [surplus, shortfall] = [mwh(position.surplusWh).toFixed(3), mwh(position.shortfallWh).toFixed(3)];
  return `${what}${beyond}. Expected are ${surplus} MWh of surplus and ${shortfall} MWh of shortfall.`;
}
