import { activeDays, contractMonth } from '@usina/core/agreements';
import { exact, unitPrice } from '@usina/core/money';
import { calendarEdges, dayRange, localDateOf } from '@usina/core/time';

export interface ContractVolumesOptions {
  /** Contracted mean power, a decimal text. [MWmed: average megawatts] */
  readonly mwmed: string;
  /** Share of the year's energy in each of the twelve months. @defaultValue by hours: flat */
  readonly seasonalShare?: readonly string[] | undefined;
  /** First local day that the contract covers, `YYYY-MM-DD`. */
  readonly startDate: string;
  /** First local day no longer covered; null runs on. */
  readonly endDate: string | null;
  /** IANA zone of the contract's calendar. */
  readonly timeZone: string;
  /** The grid that is wanted, half-open. */
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

// contractMonth bills as well; only its volume is read here
const price = unitPrice('0', 'MWh', 'BRL');

/**
 * Energy of a volume contract in each interval of a grid, whole Wh: the month's energy spread evenly over the hours
 * that the contract covers, zero outside its term. Rounded so that the intervals of a month add up to the month.
 *
 * @example
 * contractVolumes({ mwmed: '0.5', startDate: '2026-01-01', endDate: null, timeZone: 'America/Sao_Paulo',
 *   startMs, endMs: startMs + 2 * 3_600_000, stepMs: 3_600_000 })
 * // [500_000n, 500_000n]
 */
export function contractVolumes(options: ContractVolumesOptions): bigint[] {
  const { mwmed, seasonalShare, startDate, endDate, timeZone, startMs, endMs, stepMs } = options;
  const wh = new Array<bigint>(Math.max(0, Math.ceil((endMs - startMs) / stepMs))).fill(0n);
  if (wh.length === 0) return wh;
  const edges = calendarEdges({ startMs, endMs, timeZone, unit: 'month' });
  for (const [i, monthStartMs] of edges.slice(0, -1).entries()) {
    const month = localDateOf(monthStartMs, timeZone).slice(0, 7);
    const days = activeDays({ month, startDate, endDate });
    if (days.activeDays === 0) continue;
    const fromMs = Math.max(monthStartMs, dayRange(startDate, timeZone).startMs);
    const toMs = Math.min(
      edges[i + 1]!,
      endDate === null ? Number.POSITIVE_INFINITY : dayRange(endDate, timeZone).startMs,
    );
    const activeShare = exact(BigInt(days.activeDays)).over(BigInt(days.daysInMonth));
    const [year, number] = month.split('-').map(Number) as [number, number];
    const { seasonalMwh } = contractMonth({ mwmed, seasonalShare, price, activeShare, year, month: number });
    const monthWh = seasonalMwh.times(1_000_000n).round();
    const until = (ms: number) =>
      exact(monthWh * BigInt(Math.min(Math.max(ms, fromMs), toMs) - fromMs))
        .over(BigInt(toMs - fromMs))
        .round();
    const first = Math.max(0, Math.floor((fromMs - startMs) / stepMs));
    for (let k = first; k < wh.length && startMs + k * stepMs < toMs; k += 1)
      wh[k]! += until(startMs + (k + 1) * stepMs) - until(startMs + k * stepMs);
  }
  return wh;
}
