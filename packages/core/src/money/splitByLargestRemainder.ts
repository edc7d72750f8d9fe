import { type Exact, type ExactInput, exact } from './Exact.ts';
import type { Money } from './Money.ts';
import { MoneyError } from './MoneyError.ts';

export interface Share {
  readonly id: string;
  /** Not negative: metered energy, a fraction … */
  readonly weight: ExactInput;
}

/**
 * Splits an amount by weight so that the parts add up exactly: every part is floored to the smallest unit, and what
 * is left goes, one unit each, to the largest remainders; ties by id, ascending by UTF-16 code units. A negative
 * amount is split by its absolute value and negated.
 *
 * Throws `MONEY_SPLIT` for no participants, a duplicate id, a negative weight, or weights that are all zero.
 *
 * @example
 * splitByLargestRemainder(money('-76.12', 'BRL'), [
 *   { id: 'a', weight: '1' }, { id: 'b', weight: '1' }, { id: 'c', weight: '1' },
 * ]) // Map { a → -25.38, b → -25.37, c → -25.37 }
 */
export function splitByLargestRemainder(total: Money, shares: readonly Share[]): Map<string, Money> {
  const weights = checked(shares);
  const sum = weights.reduce((whole, { weight }) => whole.plus(weight), exact(0n));
  if (sum.numerator === 0n) throw refused('weights that are not all zero', shares);
  const sign = total.minor < 0n ? -1n : 1n;
  const units = total.minor * sign;

  const parts = weights.map(({ id, weight }) => {
    const { numerator, denominator } = weight.times(units).over(sum);
    return { id, floor: numerator / denominator, remainder: exact(numerator % denominator).over(denominator) };
  });
  const left = units - parts.reduce((given, { floor }) => given + floor, 0n);
  const order = [...parts].sort((a, b) => b.remainder.compare(a.remainder) || (a.id < b.id ? -1 : 1));
  const lucky = new Set(order.slice(0, Number(left)).map(({ id }) => id));
  return new Map(
    parts.map(({ id, floor }) => [id, { minor: sign * (floor + (lucky.has(id) ? 1n : 0n)), currency: total.currency }]),
  );
}

function checked(shares: readonly Share[]): { id: string; weight: Exact }[] {
  if (shares.length === 0) throw refused('at least one participant', shares);
  if (new Set(shares.map(({ id }) => id)).size < shares.length) throw refused('every id once', shares);
  const weights = shares.map(({ id, weight }) => ({ id, weight: exact(weight) }));
  const negative = weights.find(({ weight }) => weight.numerator < 0n);
  if (negative) throw refused(`a weight of "${negative.id}" that is not negative`, shares);
  return weights;
}

function refused(expected: string, shares: readonly Share[]): MoneyError {
  const ids = shares.slice(0, 20).map(({ id }) => id);
  return new MoneyError('MONEY_SPLIT', `Read ${shares.length} shares, expected ${expected}.`, { context: { ids } });
}
