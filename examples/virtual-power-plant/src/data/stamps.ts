import { UsinaError } from '@usina/core/errors';
import { localToUtcMs, TimeError, zoneOffsetMs } from '@usina/core/time';
import type { CsvTable } from './csvTable.ts';

const shape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.0+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** When the rows of a file were measured. */
export interface Stamps {
  /** Instant of each row. Without zone and offset: the wall clock read as if it were UTC. [epoch ms] */
  atMs: Float64Array<ArrayBuffer>;
  /** The second instant at which the clock showed the same, in the hour in which it is set back; NaN elsewhere. [epoch ms] */
  againMs: Float64Array<ArrayBuffer>;
  /** 'Z', '+05:30' … of the first row; undefined when the file names none. */
  offset: string | undefined;
}

interface Instant {
  atMs: number;
  againMs: number;
  offset: string | undefined;
}

/**
 * Reads `2020-05-15T00:15`, with or without seconds and offset. An offset is honoured; a wall clock without one is that of
 * `timeZone`. Either all stamps of a file carry an offset or none does, and it changes only where that of the zone does.
 */
export function readStamps(table: CsvTable, column: string, timeZone?: string): Stamps {
  const index = table.columns.indexOf(column);
  const known = new Map<string, Instant>();
  const read = (cell: string, row: number): Instant => {
    let instant = known.get(cell);
    if (!instant) {
      instant = instantOf(cell, `${table.file}, line ${table.lines[row]}, ${column}`, timeZone);
      known.set(cell, instant);
    }
    return instant;
  };
  const instants = table.rows.map((row, i) => read(row[index]!, i));
  const offset = instants[0]?.offset;
  if (timeZone !== undefined && offset !== undefined && offset !== 'Z' && !isOfZone(instants[0]!, timeZone)) {
    throw new UsinaError(
      'DATA_TIME_ZONES_MIXED',
      `${table.file}, line ${table.lines[0]}, ${column}: read ${named(offset)}, but plant.json says ${timeZone}, where no clock shows it then. Mend one of the two.`,
      { context: { file: table.file, line: table.lines[0], read: offset, timeZone } },
    );
  }
  for (const [i, instant] of instants.entries()) {
    if (instant.offset === offset || (offset && instant.offset && isOfZone(instant, timeZone))) continue;
    throw new UsinaError(
      'DATA_TIME_ZONES_MIXED',
      `${table.file}, line ${table.lines[i]}, ${column}: read ${named(instant.offset)}, expected ${named(offset)} as on line ${table.lines[0]}. One file keeps one clock: export it again in one zone.`,
      { context: { file: table.file, line: table.lines[i], read: instant.offset, expected: offset } },
    );
  }
  return {
    atMs: Float64Array.from(instants, ({ atMs }) => atMs),
    againMs: Float64Array.from(instants, ({ againMs }) => againMs),
    offset,
  };
}

export function named(offset: string | undefined): string {
  return offset === undefined ? 'a wall clock without offset' : `the offset ${offset}`;
}

function instantOf(cell: string, where: string, timeZone: string | undefined): Instant {
  const [, date, time, seconds = '00', offset] = shape.exec(cell) ?? [];
  const local = `${date}T${time}:${seconds}`;
  const wallMs = date === undefined ? Number.NaN : Date.parse(`${local}${offset ?? 'Z'}`);
  if (Number.isNaN(wallMs)) {
    throw new UsinaError('DATA_NOT_A_STAMP', `${where}: read "${cell}", expected a time such as 2020-05-15T00:15.`, {
      context: { where, read: cell },
    });
  }
  if (offset !== undefined || timeZone === undefined) return { atMs: wallMs, againMs: Number.NaN, offset };
  try {
    const atMs = localToUtcMs(local, timeZone, { gap: 'reject' });
    const laterMs = localToUtcMs(local, timeZone, { ambiguous: 'later' });
    return { atMs, againMs: laterMs === atMs ? Number.NaN : laterMs, offset };
  } catch (cause) {
    if (!(cause instanceof TimeError)) throw cause;
    throw new UsinaError(
      'DATA_TIME_ZONES_MIXED',
      `${where}: read "${cell}", a time that no clock in ${timeZone} showed: it was set forward past it. The file keeps another clock: give its stamps an offset, or name its zone in plant.json.`,
      { cause, context: { where, read: cell, timeZone } },
    );
  }
}

/** Whether an offset is the one that the zone has at that instant. */
function isOfZone({ atMs, offset }: Instant, timeZone: string | undefined): boolean {
  if (timeZone === undefined || offset === undefined) return false;
  const minutes =
    offset === 'Z' ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return zoneOffsetMs(atMs, timeZone) === minutes * 60_000;
}
