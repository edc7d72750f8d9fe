import { createSeries } from '@usina/core/series';
import { toOwnUnit } from '../units.ts';
import type { Weather, WeatherEnsemble, WeatherSource, WeatherVariable } from '../Weather.ts';
import { WeatherError } from '../WeatherError.ts';
import { OpenMeteoAnswer } from './OpenMeteoAnswer.ts';
import { type OpenMeteoVariable, openMeteoVariables } from './variables.ts';

export interface ReadOpenMeteoOptions {
  kind: Weather['kind'];
  source: WeatherSource;
  issuedAtMs?: number | undefined;
}

/**
 * Weather from an answer of the API: one member, or one for each of an ensemble.
 *
 * Radiation is delivered for the interval that ends at a stamp and is keyed here by that interval's start; values at the
 * stamps (temperature, wind …) become the mean of both ends of the interval, or the one that is there. Nulls are NaN,
 * radiation below 0 (rounding of the service) is 0. Throws `WEATHER_ANSWER`, `WEATHER_UNIT`.
 */
export function readOpenMeteo(answer: unknown, options: ReadOpenMeteoOptions): WeatherEnsemble {
  const result = OpenMeteoAnswer.safeParse(answer);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new WeatherError(
      'WEATHER_ANSWER',
      `Open-Meteo's answer at "${issue.path.join('.')}": ${issue.message}. Check the address and the version of the API.`,
      { context: { path: issue.path.join('.') }, cause: result.error },
    );
  }
  const { latitude, longitude, elevation, utc_offset_seconds: offsetS } = result.data;
  const name = result.data.minutely_15 ? 'minutely_15' : 'hourly';
  const block = result.data[name];
  if (block === undefined) {
    throw new WeatherError('WEATHER_ANSWER', 'Open-Meteo answered without "hourly" and "minutely_15", expected one.', {
      context: { keys: Object.keys(answer as object) },
    });
  }
  const units = result.data[`${name}_units`] ?? {};
  const { startMs, stepMs } = gridOf(block.time, offsetS, name);
  const columnsOf = (suffix: string) =>
    openMeteoVariables.flatMap((variable) => {
      const key = variable.names.map((each) => each + suffix).find((each) => block[each] !== undefined);
      if (key === undefined) return [];
      const column = toColumn(
        block[key] as (number | null)[],
        variable,
        units[key],
        `${name}.${key}`,
        block.time.length,
      );
      return [[variable.column, column] as const];
    });
  const members = memberSuffixes(Object.keys(block)).map(
    (suffix): Weather => ({
      location: { latitudeDeg: latitude, longitudeDeg: longitude, altitudeM: elevation ?? undefined },
      source: options.source,
      label: 'end',
      kind: options.kind,
      issuedAtMs: options.issuedAtMs,
      series: createSeries({ startMs, stepMs, columns: Object.fromEntries(columnsOf(suffix)) }),
    }),
  );
  if (members.length > 0) return { members };
  throw new WeatherError('WEATHER_ANSWER', `Open-Meteo answered ${name} without a variable, expected at least one.`, {
    context: { path: name },
  });
}

/** `''` for the control run, then `_member01` … as the answer has them. */
function memberSuffixes(keys: readonly string[]): string[] {
  const suffixes = new Set(keys.flatMap((key) => /_member\d+$/.exec(key)?.[0] ?? (key === 'time' ? [] : [''])));
  return [...suffixes].sort();
}

function gridOf(times: readonly (string | number)[], offsetS: number, name: string) {
  const ends = times.map((time) => (typeof time === 'number' ? time * 1000 : Date.parse(`${time}Z`) - offsetS * 1000));
  const stepMs = ends.length > 1 ? ends[1]! - ends[0]! : name === 'hourly' ? 3_600_000 : 900_000;
  const wrong = ends.findIndex((end, i) => end !== ends[0]! + i * stepMs);
  if (wrong < 0 && stepMs > 0) return { startMs: ends[0]! - stepMs, stepMs };
  throw new WeatherError(
    'WEATHER_ANSWER',
    `Open-Meteo's ${name}.time[${Math.max(wrong, 0)}]: read ${times[Math.max(wrong, 0)]}, expected stamps every ${stepMs / 1000} s.`,
    { context: { path: `${name}.time`, index: wrong, stepMs } },
  );
}

function toColumn(
  values: readonly (number | null)[],
  { column, label }: OpenMeteoVariable,
  unit: string | undefined,
  where: string,
  length: number,
): Float64Array<ArrayBuffer> {
  if (values.length !== length) {
    throw new WeatherError(
      'WEATHER_ANSWER',
      `Open-Meteo's ${where}: read ${values.length} numbers, expected ${length}.`,
      {
        context: { path: where, read: values.length, expected: length },
      },
    );
  }
  const convert = toOwnUnit(column, unit, `Open-Meteo's ${where}`);
  const atStamps = Float64Array.from(values, (value) => (value === null ? Number.NaN : convert(value)));
  if (label === 'end') return atStamps.map((value) => (isRadiation(column) && value < 0 ? 0 : value));
  return atStamps.map((end, i) => meanOfEnds(i === 0 ? Number.NaN : atStamps[i - 1]!, end));
}

function meanOfEnds(start: number, end: number): number {
  if (Number.isNaN(start)) return end;
  return Number.isNaN(end) ? start : (start + end) / 2;
}

function isRadiation(column: WeatherVariable): boolean {
  return column.endsWith('Wm2');
}
