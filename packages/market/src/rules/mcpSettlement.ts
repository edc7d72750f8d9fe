import { amountOf, Exact, type ExactInput, exact, type Money, sum } from '@usina/core/money';
import { MarketError } from '../MarketError.ts';

/** A registered contract, delivered at the centre of gravity of a submarket: no losses on it. */
export interface McpContract {
  readonly id: string;
  readonly side: 'buy' | 'sell';
  /** Energy of each hour, whole Wh, not negative. */
  readonly wh: readonly bigint[];
}

/** One submarket (submercado, price zone), hour by hour; all columns have the same length. */
export interface McpSubmarket {
  readonly submarket: string;
  /** PLD (spot price) of each hour, millionths of the currency for one MWh. */
  readonly pldMicros: readonly bigint[];
  /** Metered generation, whole Wh, before losses. */
  readonly generationWh: readonly bigint[];
  /** Metered consumption, whole Wh, positive, before losses. */
  readonly consumptionWh: readonly bigint[];
  readonly contracts: readonly McpContract[];
}

export interface McpSettlementOptions {
  readonly submarkets: readonly McpSubmarket[];
  /** Share of generation that reaches the centre of gravity, a decimal text. @defaultValue '1' */
  readonly generationLossFactor?: ExactInput | undefined;
  /** Energy taken from the centre of gravity for one unit consumed, a decimal text. @defaultValue '1' */
  readonly consumptionLossFactor?: ExactInput | undefined;
  /** @defaultValue 'BRL' */
  readonly currency?: string;
}

export interface McpDifference {
  readonly submarket: string;
  /** Energy left over in each hour: positive is sold to the MCP, negative is bought from it. [Wh, exact] */
  readonly netWh: readonly Exact[];
  readonly totalNetWh: Exact;
  /** Positive is to receive, negative is to pay. */
  readonly amount: Money;
}

export interface McpSettlement {
  readonly bySubmarket: readonly McpDifference[];
  /** Sum of the rounded amounts. */
  readonly total: Money;
}

/**
 * Settles energy differences in the MCP (mercado de curto prazo, Brazil's short-term market) at the hourly PLD.
 *
 * In each submarket and hour: net = generation × loss factor + bought − sold − consumption × loss factor. The amount
 * of a submarket is Σ net × PLD, rounded once to the centavo, half away from zero. Submarkets never net in energy.
 *
 * @throws MarketError `MARKET_LENGTH` where columns differ in length.
 *
 * @example
 * mcpSettlement({ submarkets: [{
 *   submarket: 'SUDESTE', pldMicros: [353_470_000n], generationWh: [2_405_000n], consumptionWh: [487_000n],
 *   contracts: [{ id: 'c1', side: 'sell', wh: [1_250_000n] }],
 * }] }).total
 * // R$ 236.12: 0.668 MWh at R$ 353.47
 */
export function mcpSettlement(options: McpSettlementOptions): McpSettlement {
  const { currency = 'BRL' } = options;
  const generation = exact(options.generationLossFactor ?? '1');
  const consumption = exact(options.consumptionLossFactor ?? '1');
  // one denominator for all hours, so that the sums stay in whole numbers
  const scale = generation.denominator * consumption.denominator;
  const factors = {
    scale,
    generation: generation.numerator * consumption.denominator,
    consumption: consumption.numerator * generation.denominator,
  };
  const bySubmarket = options.submarkets.map((each) => settleSubmarket(each, factors, currency));
  const amounts = bySubmarket.map(({ amount }) => amount);
  return { bySubmarket, total: sum(amounts, currency) };
}

/** Micros a currency unit × Wh a MWh. */
const microsWh = 1_000_000n * 1_000_000n;

function settleSubmarket(
  each: McpSubmarket,
  factors: { scale: bigint; generation: bigint; consumption: bigint },
  currency: string,
): McpDifference {
  const { submarket, pldMicros, generationWh, consumptionWh, contracts } = each;
  checkLengths(each);
  const nets = pldMicros.map((_, hour) => {
    const contracted = contracts.reduce((net, { side, wh }) => net + (side === 'buy' ? wh[hour]! : -wh[hour]!), 0n);
    return (
      generationWh[hour]! * factors.generation + contracted * factors.scale - consumptionWh[hour]! * factors.consumption
    );
  });
  const value = nets.reduce((total, net, hour) => total + net * pldMicros[hour]!, 0n);
  const totalNet = nets.reduce((total, net) => total + net, 0n);
  return {
    submarket,
    netWh: nets.map((net) => new Exact(net, factors.scale)),
    totalNetWh: new Exact(totalNet, factors.scale),
    amount: amountOf(new Exact(value, factors.scale * microsWh), currency),
  };
}

function checkLengths({ submarket, pldMicros, generationWh, consumptionWh, contracts }: McpSubmarket): void {
  const columns: [name: string, length: number][] = [
    ['generation', generationWh.length],
    ['consumption', consumptionWh.length],
    ...contracts.map(({ id, wh }): [string, number] => [`contract ${id}`, wh.length]),
  ];
  const wrong = columns.find(([, length]) => length !== pldMicros.length);
  if (!wrong) return;
  const [column, read] = wrong;
  throw new MarketError(
    'MARKET_LENGTH',
    `Read ${read} hours of ${column} in ${submarket}, expected ${pldMicros.length} as the prices have.`,
    { context: { submarket, column, read, expected: pldMicros.length } },
  );
}
