import type { PldLayout } from './PldLayout.ts';

const column = 'hour_start_local';
const pattern = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):00(?::00)?([+-]\d\d:\d\d|Z)?$/;
const lastDaylightSavingEndMs = Date.UTC(2019, 1, 17, 2);

/**
 * A plain file of one submarket: `hour_start_local,pld_brl_mwh`, the hour with Brasília's offset
 * (`2020-01-01T00:00-03:00`). Any other offset is taken for a mix-up of time zones and refused.
 */
export const plainLayout: PldLayout = {
  id: 'plain-hourly',
  separator: ',',
  columns: [column, 'pld_brl_mwh'],
  priceColumn: 'pld_brl_mwh',
  product: 'PLD',
  stepMs: 3_600_000,
  startMs(row) {
    const [, year, month, day, hour, offset] = pattern.exec(row.cell(column)) ?? [];
    const localMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour));
    // 31 February would become 3 March, so the date must come back as it was read
    const date = new Date(localMs);
    if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1 || Number(hour) > 23)
      row.fail('PRICES_NUMBER', column, 'a full hour as YYYY-MM-DDTHH:00-03:00', 'Check the column of times.');
    const startMs = localMs + (offset === '-02:00' ? 2 : 3) * 3_600_000;
    if (offset !== '-03:00' && !(offset === '-02:00' && startMs < lastDaylightSavingEndMs))
      row.fail(
        'PRICES_TIME_ZONE',
        column,
        "Brasília's offset -03:00 (-02:00 in daylight saving, until February 2019)",
        'PLD is priced on the clock of Brasília: check which time zone the file was written in.',
      );
    return startMs;
  },
};
