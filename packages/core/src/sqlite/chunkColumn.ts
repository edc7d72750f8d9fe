import { flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { ByteReader } from './ByteReader.ts';
import { ByteWriter } from './ByteWriter.ts';

/** One point of the readings of a chunk. */
export interface ChunkColumn {
  /** A number a reading, NaN where it has none. */
  readonly values: Float64Array;
  /** Bit sets of `flagBit`, 0 where there is no flag. */
  readonly flags: Uint16Array;
}

const hasGaps = 1;
const hasFlags = 2;
const isDecimal = 4;
const maxDecimals = 6;
/** Above it steps between scaled numbers would not be exact. */
const largestScaled = 2 ** 51;

/**
 * Bytes of a column, exact. Numbers with at most six decimals, which is what registers deliver, are stored as the
 * steps between whole numbers (one to three bytes as a rule), others as 64-bit floats.
 */
export function encodeColumn({ values, flags }: ChunkColumn): Uint8Array {
  const out = new ByteWriter();
  const present = values.filter((value) => !Number.isNaN(value));
  const decimals = decimalsOf(present);
  const gaps = present.length < values.length ? hasGaps : 0;
  const flagged = flags.some((bits) => bits !== 0) ? hasFlags : 0;
  out.unsigned(gaps | flagged | (decimals === undefined ? 0 : isDecimal));
  if (gaps !== 0) out.raw(presence(values));
  if (decimals === undefined) for (const value of present) out.float64(value);
  else writeScaled(out, present, decimals);
  if (flagged !== 0) writeFlags(out, flags);
  return out.bytes();
}

export function decodeColumn(bytes: Uint8Array, count: number): ChunkColumn {
  const from = new ByteReader(bytes);
  const kind = from.unsigned();
  const values = new Float64Array(count).fill(Number.NaN);
  const flags = new Uint16Array(count);
  const present = (kind & hasGaps) === 0 ? undefined : from.raw(Math.ceil(count / 8));
  const scale = (kind & isDecimal) === 0 ? undefined : 10 ** from.unsigned();
  let scaled = 0;
  for (let index = 0; index < count; index += 1) {
    if (present !== undefined && ((present[index >> 3]! >> (index & 7)) & 1) === 0) continue;
    if (scale === undefined) values[index] = from.float64();
    else {
      scaled += from.signed();
      values[index] = scaled / scale;
    }
  }
  if ((kind & hasFlags) !== 0) {
    let index = -1;
    for (let left = from.unsigned(); left > 0; left -= 1) {
      index += from.unsigned();
      flags[index] = from.unsigned();
    }
  }
  return { values, flags };
}

/** The fewest decimals that give every number back exactly, or undefined. */
function decimalsOf(values: Float64Array): number | undefined {
  let decimals = 0;
  for (const value of values) {
    while (!isExact(value, decimals)) {
      decimals += 1;
      if (decimals > maxDecimals) return undefined;
    }
  }
  return values.every((value) => isExact(value, decimals)) ? decimals : undefined;
}

/** Adding 0 turns -0 into 0, so that a column with -0 is stored as floats. */
function isExact(value: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  const scaled = Math.round(value * scale);
  return Math.abs(scaled) <= largestScaled && Object.is((scaled + 0) / scale, value);
}

function writeScaled(out: ByteWriter, values: Float64Array, decimals: number): void {
  const scale = 10 ** decimals;
  let previous = 0;
  out.unsigned(decimals);
  for (const value of values) {
    const scaled = Math.round(value * scale);
    out.signed(scaled - previous);
    previous = scaled;
  }
}

function presence(values: Float64Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (let index = 0; index < values.length; index += 1)
    if (!Number.isNaN(values[index])) bits[index >> 3]! |= 1 << (index & 7);
  return bits;
}

function writeFlags(out: ByteWriter, flags: Uint16Array): void {
  out.unsigned(flags.reduce((sum, bits) => sum + Number(bits !== 0), 0));
  let previous = -1;
  for (let index = 0; index < flags.length; index += 1) {
    if (flags[index] === 0) continue;
    out.unsigned(index - previous);
    out.unsigned(flags[index]!);
    previous = index;
  }
}

/** The columns of readings, by point. */
export function columnsOf(readings: readonly Reading<string>[]): Map<string, ChunkColumn> {
  const columns = new Map<string, ChunkColumn>();
  const columnFor = (name: string): ChunkColumn => {
    let column = columns.get(name);
    if (column === undefined) {
      column = { values: new Float64Array(readings.length).fill(Number.NaN), flags: new Uint16Array(readings.length) };
      columns.set(name, column);
    }
    return column;
  };
  readings.forEach(({ values, flags }, index) => {
    for (const name in values) columnFor(name).values[index] = values[name]!;
    for (const name in flags) columnFor(name).flags[index] = flagsToBits(flags[name]);
  });
  return columns;
}
