import { amount } from '../money/amount.ts';
import { sum } from '../money/arithmetic.ts';
import { type Exact, exact } from '../money/Exact.ts';
import type { Money, UnitPrice } from '../money/Money.ts';
import { badInput } from './AgreementError.ts';

export interface ContractTerms {
  /** Contracted mean power over the year, as a decimal text. [MWmed: average megawatts, the unit of contracts in Brazil] */
  mwmed: string;
  /** Share of the year's energy in each of the twelve months, as decimal texts. @defaultValue by hours: flat */
  seasonalShare?: readonly string[] | undefined;
  /** How far a month's share may lie from flat, as a fraction. @defaultValue "0" */
  seasonalBand?: string | undefined;
  /** How far the billed volume may follow consumption, as a fraction of the month. @defaultValue "0" */
  flexBand?: string | undefined;
  price: UnitPrice;
}

export interface ContractMonth {
  /** Contracted energy of the month, not rounded. [MWh] */
  readonly seasonalMwh: Exact;
  /** Billed energy, rounded to 0.001. [MWh] */
  readonly billedMwh: Exact;
  /** Billed less consumed, before rounding: positive is a surplus left to the spot market. [MWh] */
  readonly mcpMwh: Exact;
  readonly amount: Money;
}

export interface ContractYear {
  readonly annualMwh: Exact;
  /** Whether every month's contracted energy lies within the seasonal band of a flat delivery. */
  readonly seasonalisationWithinBand: boolean;
  readonly months: readonly ContractMonth[];
  readonly totalAmount: Money;
}

/**
 * One month of a volume contract: what is contracted, what is billed within the flexibility band, and the difference
 * that is left to the spot market (MCP). Hours are those of the calendar: no clock changes. Without a consumption the
 * contracted volume itself is billed (take or pay).
 *
 * @see reference/market/README.md, "contract-volume"
 * @example
 * contractMonth({ year: 2024, month: 1, mwmed: '1.831', seasonalShare, flexBand: '0.10',
 *   price: unitPrice('235.70', 'MWh', 'BRL'), consumptionMwh: '1124.106' }).amount // R$ 286590.69
 */
export function contractMonth(
  options: ContractTerms & {
    year: number;
    month: number;
    /** Part of the month that the contract covers. @defaultValue 1 */
    activeShare?: Exact | undefined;
    consumptionMwh?: string | Exact | undefined;
  },
): ContractMonth {
  const seasonalMwh = seasonalOf(options, options.year, options.month).times(options.activeShare ?? 1n);
  const flex = exact(options.flexBand ?? '0');
  const consumption = exact(options.consumptionMwh ?? seasonalMwh);
  const low = seasonalMwh.times(exact(1n).minus(flex));
  const high = seasonalMwh.times(exact(1n).plus(flex));
  const unrounded = consumption.max(low).min(high);
  const billedMwh = unrounded.roundTo(3);
  return {
    seasonalMwh,
    billedMwh,
    mcpMwh: unrounded.minus(consumption),
    amount: amount(options.price, { value: billedMwh, unit: 'MWh' }),
  };
}

/** Twelve months of a volume contract. Throws `AGREEMENT_INPUT` unless there are twelve consumptions and shares. */
export function contractVolume(
  options: ContractTerms & { year: number; consumptionMwh: readonly (string | Exact)[] },
): ContractYear {
  const { year, mwmed, consumptionMwh } = options;
  if (consumptionMwh.length !== 12) throw badInput('consumptionMwh', consumptionMwh.length, 'twelve months');
  const months = consumptionMwh.map((consumption, i) =>
    contractMonth({ ...options, month: i + 1, consumptionMwh: consumption }),
  );
  const band = exact(options.seasonalBand ?? '0');
  const seasonalisationWithinBand = months.every(({ seasonalMwh }, i) => {
    const flat = exact(mwmed).times(hoursOfMonth(year, i + 1));
    const off = seasonalMwh.minus(flat);
    return off.max(off.negated()).compare(flat.times(band)) <= 0;
  });
  return {
    annualMwh: exact(mwmed).times(hoursOfYear(year)),
    seasonalisationWithinBand,
    months,
    totalAmount: sum(
      months.map((month) => month.amount),
      options.price.currency,
    ),
  };
}

function seasonalOf({ mwmed, seasonalShare }: ContractTerms, year: number, month: number): Exact {
  if (seasonalShare === undefined) return exact(mwmed).times(hoursOfMonth(year, month));
  if (seasonalShare.length !== 12) throw badInput('seasonalShare', seasonalShare.length, 'twelve months');
  return exact(mwmed)
    .times(hoursOfYear(year))
    .times(seasonalShare[month - 1]!);
}

function hoursOfMonth(year: number, month: number): bigint {
  return BigInt((Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / 3_600_000);
}

function hoursOfYear(year: number): bigint {
  return BigInt((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 3_600_000);
}
