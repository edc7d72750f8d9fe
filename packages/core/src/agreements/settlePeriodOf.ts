import type { Agreement } from '../model/Agreement.ts';
import { dayRange, monthRange } from '../time/index.ts';
import type { SettlePeriod, VersionDays } from './AgreementKind.ts';
import { activeDays } from './activeDays.ts';

/**
 * The part of a month that an agreement covers, in the agreement's own time zone; undefined when it covers none of it.
 * Where a later version holds from a local day on, this one ends there; without `versionDays` it counts as the only one
 * of the month.
 *
 * @example
 * settlePeriodOf({ ...agreement, term: { startDate: '2026-10-10', endDate: null, timeZone: 'America/Sao_Paulo' } }, '2026-10')
 * // activeDays 22, startMs 1791601200000 (3 h after midnight UTC)
 */
export function settlePeriodOf(
  agreement: Agreement,
  month: string,
  supersededFrom: string | null = null,
  versionDays?: VersionDays,
): SettlePeriod | undefined {
  const { startDate, timeZone } = agreement.term;
  const ends = [agreement.term.endDate, supersededFrom].filter((date) => date !== null).sort();
  const endDate = ends[0] ?? null;
  const days = activeDays({ month, startDate, endDate });
  if (days.activeDays === 0) return undefined;
  const whole = monthRange(month, timeZone);
  return {
    month,
    startDate,
    endDate,
    timeZone,
    startMs: Math.max(whole.startMs, dayRange(startDate, timeZone).startMs),
    endMs: endDate === null ? whole.endMs : Math.min(whole.endMs, dayRange(endDate, timeZone).startMs),
    ...days,
    versionDays: versionDays ?? { before: 0, all: days.activeDays },
  };
}
