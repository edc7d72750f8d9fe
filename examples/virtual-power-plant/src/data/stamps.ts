import { UsinaError } from '@usina/core/errors';
import type { CsvTable } from './csvTable.ts';

const shape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.0+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Stamps of one column: wall clock read as if it were UTC, and the offset that all of them carry, if any. */
export interface Stamps {
  wallClockMs: Float64Array<ArrayBuffer>;
  /** 'Z', '+05:30' …; undefined when the file names none. */
  offset: string | undefined;
}

/** Reads `2020-05-15T00:15`, with or without seconds and offset. All stamps of a file must carry the same offset or none. */
export function readStamps(table: CsvTable, column: string): Stamps {
  const index = table.columns.indexOf(column);
  let offset: string | undefined;
  const wallClockMs = Float64Array.from(table.rows, (row, i) => {
    const cell = row[index]!;
    const where = `${table.file}, line ${table.lines[i]}, ${column}`;
    const match = shape.exec(cell);
    const ms = match ? Date.parse(`${match[1]}T${match[2]}:${match[3] ?? '00'}Z`) : Number.NaN;
    if (Number.isNaN(ms)) {
      throw new UsinaError('DATA_NOT_A_STAMP', `${where}: read "${cell}", expected a time such as 2020-05-15T00:15.`, {
        context: { file: table.file, line: table.lines[i], column, read: cell },
      });
    }
    if (i === 0) offset = match![4];
    else if (match![4] !== offset) {
      throw new UsinaError(
        'DATA_TIME_ZONES_MIXED',
        `${where}: read ${named(match![4])}, expected ${named(offset)} as on line ${table.lines[0]}. One file keeps one clock: export it again in one zone.`,
        { context: { file: table.file, line: table.lines[i], read: match![4], expected: offset } },
      );
    }
    return ms;
  });
  return { wallClockMs, offset };
}

export function named(offset: string | undefined): string {
  return offset === undefined ? 'a wall clock without offset' : `the offset ${offset}`;
}
