import type { Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';

/** Which points a message has numbers for, and its flags: most messages of a source share one. */
interface Shape {
  points: string[];
  flags: Record<string, readonly Flag[]> | undefined;
}

interface Header {
  sources: [assetId: string, source: string][];
  shapes: Shape[];
}

interface Source {
  index: number;
  shape: number;
}

const fixedWords = 4;
const shapesPerSource = 65_536;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Readings as bytes, for threads and for the log: two counts, a JSON header with names, then 64-bit floats:
 * source and shape, instant, receipt, sequence (-1: none) and the values of each reading. Little-endian.
 */
export function encodeBatch(readings: readonly Reading<string>[]): Uint8Array<ArrayBuffer> {
  const header: Header = { sources: [], shapes: [] };
  const sources = new Map<string, Map<string, Source>>();
  const shapes = new Map<string, number>();
  let words = new Float64Array(readings.length * (fixedWords + 4) + 16);
  let at = 0;
  for (const reading of readings) {
    const source = sourceOf(reading, header, sources);
    if (!fits(reading, header.shapes[source.shape])) source.shape = shapeOf(reading, header, shapes);
    const { points } = header.shapes[source.shape]!;
    if (at + fixedWords + points.length > words.length) words = grown(words, at + fixedWords + points.length);
    words[at] = source.index * shapesPerSource + source.shape;
    words[at + 1] = reading.atMs;
    words[at + 2] = reading.receivedAtMs;
    words[at + 3] = reading.sequence ?? -1;
    at += fixedWords;
    for (let index = 0; index < points.length; index += 1) words[at + index] = reading.values[points[index]!]!;
    at += points.length;
  }
  return pack(JSON.stringify(header), readings.length, words.subarray(0, at));
}

/** The readings of `encodeBatch`. Throws a RangeError or SyntaxError when the bytes are cut short. */
export function decodeBatch(bytes: Uint8Array): Reading<string>[] {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.length);
  const count = view.getUint32(0, true);
  const headerLength = view.getUint32(4, true);
  const { sources, shapes } = JSON.parse(decoder.decode(aligned.subarray(8, 8 + headerLength))) as Header;
  const start = 8 + headerLength;
  const words = new Float64Array(aligned.buffer, aligned.byteOffset + start, (aligned.length - start) / 8);
  const readings: Reading<string>[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const kind = words[at]!;
    const [assetId, source] = sources[Math.floor(kind / shapesPerSource)]!;
    const { points, flags } = shapes[kind % shapesPerSource]!;
    const sequence = words[at + 3]!;
    const values: Record<string, number> = {};
    for (let point = 0; point < points.length; point += 1) values[points[point]!] = words[at + fixedWords + point]!;
    const reading = { assetId, atMs: words[at + 1]!, receivedAtMs: words[at + 2]!, source };
    readings.push(
      sequence < 0 && flags === undefined
        ? { ...reading, values }
        : { ...reading, ...(sequence >= 0 && { sequence }), values, ...(flags && { flags }) },
    );
    at += fixedWords + points.length;
  }
  return readings;
}

function sourceOf(
  { assetId, source }: Reading<string>,
  header: Header,
  sources: Map<string, Map<string, Source>>,
): Source {
  const ofAsset = sources.get(assetId) ?? new Map<string, Source>();
  if (ofAsset.size === 0) sources.set(assetId, ofAsset);
  let known = ofAsset.get(source);
  if (known === undefined) {
    known = { index: header.sources.push([assetId, source]) - 1, shape: -1 };
    ofAsset.set(source, known);
  }
  return known;
}

function fits({ values, flags }: Reading<string>, shape: Shape | undefined): boolean {
  if (shape === undefined || flags !== undefined || shape.flags !== undefined) return false;
  let index = 0;
  for (const point in values) {
    if (values[point] === undefined || shape.points[index] !== point) return false;
    index += 1;
  }
  return index === shape.points.length;
}

function shapeOf({ values, flags }: Reading<string>, header: Header, shapes: Map<string, number>): number {
  const points = Object.keys(values).filter((point) => values[point] !== undefined);
  const named = Object.entries(flags ?? {}).flatMap(([point, list]) => (list?.length ? [[point, list] as const] : []));
  const shape: Shape = { points, flags: named.length === 0 ? undefined : Object.fromEntries(named) };
  const key = JSON.stringify(shape);
  let index = shapes.get(key);
  if (index === undefined) {
    index = header.shapes.push(shape) - 1;
    shapes.set(key, index);
  }
  return index;
}

function grown(words: Float64Array<ArrayBuffer>, needed: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(words.length * 2, needed));
  larger.set(words);
  return larger;
}

function pack(header: string, count: number, words: Float64Array): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(header);
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + words.byteLength).fill(0x20, 8, 8 + headerLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, count, true);
  view.setUint32(4, headerLength, true);
  bytes.set(text, 8);
  new Float64Array(bytes.buffer, 8 + headerLength).set(words);
  return bytes;
}
