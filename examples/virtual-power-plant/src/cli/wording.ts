import { formatMoney, type Money } from '@usina/core/money';
import { localIsoOf } from '@usina/core/time';

/** The lowest and the highest, or the one value that all share. */
export function span(values: readonly number[], format: (value: number) => string): string {
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}

/** So many of a thing: `1 row`, `2 rows`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Names, cut after a few where a line must stay short. */
export function namesOf(machines: readonly string[], most = 3): string {
  if (machines.length <= most) return machines.join(', ');
  return `${machines.length} machines (${machines.slice(0, most - 1).join(', ')} …)`;
}

/** Money in the manner of the language that the run speaks, so that its numbers all have one decimal sign. */
export function amountText(amount: Money): string {
  return formatMoney(amount, 'en');
}

/** An instant on the clock of a zone, to the minute. The zone is named beside it. */
export function clockText(atMs: number, timeZone: string): string {
  return localIsoOf(atMs, timeZone).slice(0, 16).replace('T', ' ');
}
