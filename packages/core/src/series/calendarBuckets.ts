import { type CalendarUnit, calendarEdges } from '../time/calendarEdges.ts';
import { checkKinds } from './checkKinds.ts';
import { type ColumnKinds, columnKind } from './columnKind.ts';
import { regather } from './regather.ts';
import type { Column, Series } from './Series.ts';
import { SeriesError } from './SeriesError.ts';
import { columnNames, seriesEndMs, seriesLength } from './seriesLength.ts';

export interface CalendarOptions<Name extends string> {
  /** IANA zone whose calendar is meant. */
  timeZone: string;
  unit: CalendarUnit;
  /** What columns are, where their names do not say it. @defaultValue by name, see `columnKind` */
  kinds?: ColumnKinds<Name>;
}

/** Columns over calendar periods, which have no fixed step. Period `i` runs from edge `i` to edge `i + 1`. */
export interface CalendarBuckets<Name extends string = string> {
  readonly timeZone: string;
  readonly unit: CalendarUnit;
  /** One more than there are periods. [epoch ms, UTC] */
  readonly edgesMs: readonly number[];
  readonly columns: Readonly<Record<Name, Column>>;
  /** Share of the whole period that usable data stands for, 0 to 1: a month that has begun is not covered yet. */
  readonly coverage: Readonly<Record<Name, Column>>;
  readonly quality?: Readonly<Partial<Record<Name, Uint16Array<ArrayBuffer>>>> | undefined;
}

/**
 * A series over local days, weeks, months or years, each column by the rule of its kind as in `resample`.
 * An interval that crosses a local midnight (hourly UTC data in India) is shared out by time.
 *
 * Throws `TIME_ZONE_UNKNOWN`, `TIME_UNIT_UNKNOWN`, `SERIES_COLUMN` or `SERIES_KIND` when `kinds` names a column or a kind that
 * there is not.
 *
 * @example
 * const days = calendarBuckets(hourly, { timeZone: 'America/Sao_Paulo', unit: 'day' });
 * (days.edgesMs[1]! - days.edgesMs[0]!) / 3_600_000 // 23 on 2018-11-04
 */
export function calendarBuckets<Name extends string>(
  series: Series<Name>,
  options: CalendarOptions<Name>,
): CalendarBuckets<Name> {
  const { timeZone, unit } = options;
  checkKinds(options.kinds, columnNames(series));
  const { startMs } = series;
  // a series without intervals has no periods, yet its zone and unit are judged too
  const edgesMs = calendarEdges({ startMs, endMs: Math.max(startMs + 1, seriesEndMs(series)), timeZone, unit });
  if (seriesLength(series) === 0) edgesMs.length = 0;
  return { timeZone, unit, edgesMs, ...regather(series, edgesMs, options.kinds) };
}

/**
 * Sums of amounts (energy, rain) over local days, weeks, months or years. Columns whose names the library does not
 * know are taken to hold amounts; `kinds` can say `counter` for registers.
 *
 * Throws `SERIES_KIND` for a gauge, angle or state, whose sum means nothing: make energy of power first; what
 * `calendarBuckets` throws.
 *
 * @example
 * const month = sumByCalendar(energy, { timeZone: 'America/Sao_Paulo', unit: 'month' });
 * month.columns.energyWh[0] // what was delivered from month.edgesMs[0] to month.edgesMs[1]
 */
export function sumByCalendar<Name extends string>(
  series: Series<Name>,
  options: CalendarOptions<Name>,
): CalendarBuckets<Name> {
  checkKinds(options.kinds, columnNames(series));
  const kinds: Partial<Record<Name, 'amount' | 'counter'>> = {};
  for (const name of columnNames(series)) {
    const kind = options.kinds?.[name] ?? (knownGauge.test(name) ? 'gauge' : columnKind(name));
    const said = options.kinds?.[name] !== undefined || knownGauge.test(name) || kind === 'state';
    if (said && (kind === 'gauge' || kind === 'angle' || kind === 'state')) {
      throw new SeriesError(
        'SERIES_KIND',
        `"${name}" is a ${kind}, whose sum means nothing. Make energy of power with energyFromPower, or use calendarBuckets.`,
        { context: { column: name, kind } },
      );
    }
    kinds[name] = kind === 'counter' ? 'counter' : 'amount';
  }
  return calendarBuckets(series, { ...options, kinds });
}

/** Ends of names whose unit is that of a gauge. */
const knownGauge = /[a-z0-9](W|Va|Var|V|A|Hz|C|Wm2|Mps|Percent|Deg|Pa)$/;
