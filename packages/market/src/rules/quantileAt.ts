import { type Exact, type ExactInput, exact } from '@usina/core/money';
import { MarketError } from '../MarketError.ts';

export interface QuantileAtOptions {
  /** Ascending probabilities between 0 and 1. */
  readonly levels: readonly ExactInput[];
  /** The quantile at each level; not descending. */
  readonly values: readonly ExactInput[];
  /** The level that is wanted. */
  readonly level: ExactInput;
}

/**
 * The quantile at a level between those given: linear between two of them, flat beyond the first and the last.
 *
 * @throws MarketError `MARKET_LEVELS` for levels that do not ascend, or columns of different length.
 *
 * @example
 * quantileAt({ levels: ['0.25', '0.5'], values: ['4.249', '4.532'], level: '0.3' }).toFixed(4)
 * // '4.3056'
 */
export function quantileAt(options: QuantileAtOptions): Exact {
  const levels = options.levels.map(exact);
  const values = options.values.map(exact);
  const level = exact(options.level);
  const ascending = levels.every((each, i) => i === 0 || each.compare(levels[i - 1]!) > 0);
  if (levels.length === 0 || levels.length !== values.length || !ascending)
    throw new MarketError(
      'MARKET_LEVELS',
      `Read ${levels.length} levels and ${values.length} values, expected ascending levels with a value each.`,
      { context: { levels: options.levels.map(String), values: values.length } },
    );
  const above = levels.findIndex((each) => each.compare(level) >= 0);
  if (above === -1) return values.at(-1)!;
  if (above === 0) return values[0]!;
  const [left, right] = [levels[above - 1]!, levels[above]!];
  const share = level.minus(left).over(right.minus(left));
  return values[above - 1]!.plus(values[above]!.minus(values[above - 1]!).times(share));
}
