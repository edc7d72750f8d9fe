import { badInput } from './AgreementError.ts';

export interface ActiveDaysOptions {
  /** Billing month, `YYYY-MM`. */
  month: string;
  /** First local day of the agreement, included, `YYYY-MM-DD`. */
  startDate: string;
  /** First local day no longer covered; null runs on. @defaultValue null */
  endDate?: string | null;
}

export interface ActiveDays {
  readonly activeDays: number;
  readonly daysInMonth: number;
}

const dayMs = 86_400_000;

/**
 * How many local calendar days of a month an agreement covers. Dates only: no clock changes, no time zone.
 *
 * @example
 * activeDays({ month: '2024-02', startDate: '2023-02-01', endDate: '2024-02-18' }) // { activeDays: 17, daysInMonth: 29 }
 */
export function activeDays({ month, startDate, endDate = null }: ActiveDaysOptions): ActiveDays {
  const { year, month: number } = parseMonth(month);
  const first = Date.UTC(year, number - 1, 1);
  const next = Date.UTC(year, number, 1);
  const from = Math.max(first, parseDate('startDate', startDate));
  const to = endDate === null ? next : Math.min(next, parseDate('endDate', endDate));
  return { activeDays: Math.max(0, (to - from) / dayMs), daysInMonth: (next - first) / dayMs };
}

/** The numbers of a `YYYY-MM`. Throws `AGREEMENT_INPUT` for anything else. */
export function parseMonth(text: string): { year: number; month: number } {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (!match) throw badInput('month', text, 'a month as YYYY-MM');
  return { year: Number(match[1]), month: Number(match[2]) };
}

function parseDate(name: string, text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) {
    throw badInput(name, text, 'a calendar date as YYYY-MM-DD');
  }
  return ms;
}
