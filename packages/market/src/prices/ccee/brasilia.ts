import type { PldRow } from './PldLayout.ts';

/** Brasília is three hours behind UTC, without daylight saving since 2019-02-17. */
export const brasiliaOffsetMs = 3 * 3_600_000;

const firstMonthWithoutDst = 201903;

/** Hourly PLD settles from 2021-01-01; before, CCEE published it as a shadow price (preço sombra). */
export const officialFromMs = Date.UTC(2021, 0, 1) + brasiliaOffsetMs;

/** Reads MES_REFERENCIA (AAAAMM) and DIA (day of the month or DD/MM/AAAA): start of that day in Brasília, UTC ms. */
export function dayStartMs(row: PldRow): { startMs: number; day: number } {
  const month = row.cell('MES_REFERENCIA');
  const monthNumber = Number(month);
  if (!/^20\d\d(0[1-9]|1[0-2])$/.test(month) || monthNumber < firstMonthWithoutDst)
    row.fail(
      'PRICES_NUMBER',
      'MES_REFERENCIA',
      'a month as AAAAMM from 201903 on',
      'Earlier months had daylight saving, in which the hours of this layout are ambiguous.',
    );
  const year = Math.trunc(monthNumber / 100);
  const monthIndex = (monthNumber % 100) - 1;
  const [, dayText, ofMonth] = /^(\d{1,2})(?:\/(\d\d\/\d{4}))?$/.exec(row.cell('DIA')) ?? [];
  const day = Number(dayText);
  const wanted = `${month.slice(4)}/${month.slice(0, 4)}`;
  const days = new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate();
  if (!(day >= 1 && day <= days) || (ofMonth !== undefined && ofMonth !== wanted))
    row.fail('PRICES_NUMBER', 'DIA', `a day of ${wanted}, as 1 to ${days} or DD/${wanted}`, 'Check the export.');
  return { startMs: Date.UTC(year, monthIndex, day) + brasiliaOffsetMs, day };
}
