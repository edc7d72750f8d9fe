import type { Money } from '../money/Money.ts';
import { type Share, splitByLargestRemainder } from '../money/splitByLargestRemainder.ts';

/**
 * Pooled revenue (or a loss) to participants by weight, usually metered energy: to the smallest unit, largest
 * remainders first, ties by id. The shares add up to the total exactly.
 *
 * @see reference/market/README.md, "revenue-allocation"
 * @example
 * allocateRevenue({ total: money('-76.12', 'BRL'), participants: [
 *   { id: 'a', weight: '1' }, { id: 'b', weight: '1' }, { id: 'c', weight: '1' } ] }).get('a') // R$ -25.38
 */
export function allocateRevenue(options: { total: Money; participants: readonly Share[] }): Map<string, Money> {
  return splitByLargestRemainder(options.total, options.participants);
}
