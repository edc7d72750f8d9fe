import { type Exact, exact, priceOf, type UnitPrice } from '@usina/core/money';
import { MarketError } from '../MarketError.ts';

/** What the regulator (ANEEL) sets for one year. Passed in, never built in: the year and the act are named. */
export interface PldLimits {
  readonly year: number;
  /** The act that set them. */
  readonly source: string;
  /** Lowest PLD of an hour. */
  readonly floor: UnitPrice;
  /** Highest mean of a day. */
  readonly structuralCeiling: UnitPrice;
  /** Highest PLD of an hour. */
  readonly hourlyCeiling: UnitPrice;
}

export interface ApplyPldLimitsOptions {
  /** CMO (custo marginal de operação, marginal cost of the system) in each of the 24 hours. */
  readonly cmo: readonly UnitPrice[];
  readonly limits: PldLimits;
}

export interface LimitedPld {
  /** PLD of each hour: CMO, not below the floor and not above the hourly ceiling. */
  readonly pld: readonly UnitPrice[];
  /** Mean of the day, not rounded, in the currency of the limits per unit. */
  readonly dailyMean: Exact;
  /** Whether the mean is above the structural ceiling; what the market operator does then is not part of the rule. */
  readonly structuralCeilingExceeded: boolean;
}

/**
 * Makes the hourly PLD (preço de liquidação das diferenças, spot price) of one day from the marginal cost.
 *
 * @throws MarketError `MARKET_LENGTH` unless there are 24 hours, `MARKET_LIMITS` unless floor ≤ structural ceiling ≤
 * hourly ceiling, `MARKET_PRODUCT` where currencies or units differ.
 *
 * @example
 * const brl = (text: string) => unitPrice(text, 'MWh', 'BRL');
 * const limits = { year: 2024, source: 'reference case pld-01', floor: brl('61.07'),
 *   structuralCeiling: brl('716.80'), hourlyCeiling: brl('1470.57') };
 * applyPldLimits({ cmo: Array(24).fill(brl('0.61')), limits }).pld[0]
 * // R$ 61.07/MWh
 */
export function applyPldLimits({ cmo, limits }: ApplyPldLimitsOptions): LimitedPld {
  const { floor, structuralCeiling, hourlyCeiling, year } = limits;
  if (cmo.length !== 24)
    throw new MarketError('MARKET_LENGTH', `Read ${cmo.length} hours, expected the 24 of a day.`, {
      context: { read: cmo.length, expected: 24 },
    });
  if (floor.micros > structuralCeiling.micros || structuralCeiling.micros > hourlyCeiling.micros)
    throw new MarketError(
      'MARKET_LIMITS',
      `The limits of ${year} are out of order, expected floor ≤ structural ceiling ≤ hourly ceiling.`,
      { context: { year, floor, structuralCeiling, hourlyCeiling } },
    );
  const other = [...cmo, structuralCeiling, hourlyCeiling].find(
    ({ per, currency }) => per !== floor.per || currency !== floor.currency,
  );
  if (other)
    throw new MarketError(
      'MARKET_PRODUCT',
      `Read a price in ${other.currency}/${other.per}, expected ${floor.currency}/${floor.per} as the floor has it.`,
      { context: { read: other, expected: floor } },
    );
  const pld = cmo.map((price) => {
    if (price.micros < floor.micros) return floor;
    return price.micros > hourlyCeiling.micros ? hourlyCeiling : price;
  });
  const dailyMean = pld.reduce((total, price) => total.plus(priceOf(price)), exact(0n)).over(24n);
  return { pld, dailyMean, structuralCeilingExceeded: dailyMean.compare(priceOf(structuralCeiling)) > 0 };
}
