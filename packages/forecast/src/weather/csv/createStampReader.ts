import { isUsinaError } from '@usina/core/errors';
import { localToUtcMs } from '@usina/core/time';
import { WeatherError } from '../WeatherError.ts';

/** Reads the stamps of a file, in the order of the file. */
export type StampReader = (text: string, where: StampPlace) => number;

export interface StampPlace {
  readonly file: string;
  readonly line: number;
  readonly column: string;
}

const stamp = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads ISO stamps: with `Z` or an offset as they say, without by the wall clock of `timeZone`. Where clocks go back and a
 * stamp comes twice, the first is the earlier instant and the second the later one. A stamp that no clock of the zone
 * showed is an error: it says that the zone is wrong.
 */
export function createStampReader(timeZone: string | undefined): StampReader {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (text, where) => {
    const match = stamp.exec(text.trim());
    const fail = (code: 'WEATHER_CSV_TIME' | 'WEATHER_ZONE', expected: string, cause?: unknown) =>
      new WeatherError(
        code,
        `${where.file}, line ${where.line}, column "${where.column}": read "${text}", expected ${expected}`,
        { context: { ...where, read: text, timeZone }, cause },
      );
    if (match === null) throw fail('WEATHER_CSV_TIME', 'a time such as 2026-10-01T06:15 or 2026-10-01 06:15:00Z.');
    const [, date, time, offset] = match;
    if (offset !== undefined) {
      const ms = Date.parse(
        `${date}T${time}${offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`,
      );
      if (Number.isNaN(ms)) throw fail('WEATHER_CSV_TIME', 'a date of the calendar.');
      return ms;
    }
    if (timeZone === undefined) {
      throw fail('WEATHER_ZONE', 'an offset in the stamp, or the option timeZone with the zone of the wall clock.');
    }
    const read = (ambiguous: 'earlier' | 'later') =>
      localToUtcMs(`${date}T${time}`, timeZone, { ambiguous, gap: 'reject' });
    try {
      const earlier = read('earlier');
      lastMs = earlier > lastMs ? earlier : read('later');
      return lastMs;
    } catch (cause) {
      if (isUsinaError(cause, 'TIME_GAP')) {
        throw fail(
          'WEATHER_CSV_TIME',
          `a time that clocks in ${timeZone} showed. Is the file in UTC, or another zone?`,
          cause,
        );
      }
      if (isUsinaError(cause, 'TIME_ZONE_UNKNOWN')) {
        throw new WeatherError('WEATHER_ZONE', `${where.file}: ${cause.message}`, { context: { timeZone }, cause });
      }
      throw fail('WEATHER_CSV_TIME', 'a date of the calendar.', cause);
    }
  };
}
