import { TimeError } from './TimeError.ts';

/** About three days: no zone of the IANA database leaves an offset and comes back to it within that time. */
const chunkMs = 2 ** 28;

/** Offset of a stretch of time, and, where it changes within it, when and to what. */
interface Chunk {
  readonly offsetMs: number;
  readonly changesAtMs: number;
  readonly thenMs: number;
}

const chunksByZone = new Map<string, Map<number, Chunk>>();

/**
 * What a wall clock in an IANA zone is ahead of UTC at an instant. [ms] East of Greenwich is positive.
 *
 * The runtime is asked once for three days of a zone, so that years of data cost a look-up each.
 * Throws `TIME_ZONE_UNKNOWN` or `TIME_INSTANT_INVALID`.
 *
 * @example
 * zoneOffsetMs(Date.UTC(2026, 6, 1), 'Europe/Lisbon')
 * // 3600000
 */
export function zoneOffsetMs(ms: number, timeZone: string): number {
  const index = Math.floor(ms / chunkMs);
  let chunks = chunksByZone.get(timeZone);
  let chunk = chunks?.get(index);
  if (chunk === undefined) {
    chunk = readChunk(ms, index, timeZone);
    if (chunks === undefined) {
      chunks = new Map();
      chunksByZone.set(timeZone, chunks);
    }
    chunks.set(index, chunk);
  }
  return ms < chunk.changesAtMs ? chunk.offsetMs : chunk.thenMs;
}

function readChunk(ms: number, index: number, timeZone: string): Chunk {
  if (!(Math.abs(ms) <= 8.64e15 - chunkMs)) {
    throw new TimeError(
      'TIME_INSTANT_INVALID',
      `Read ${ms}, expected epoch milliseconds. Seconds or a text, perhaps?`,
      {
        context: { ms, timeZone },
      },
    );
  }
  const startMs = index * chunkMs;
  const offsetMs = askRuntime(startMs, timeZone);
  const thenMs = askRuntime(startMs + chunkMs, timeZone);
  if (offsetMs === thenMs) return { offsetMs, changesAtMs: Number.POSITIVE_INFINITY, thenMs };
  let before = startMs;
  let after = startMs + chunkMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (askRuntime(middle, timeZone) === offsetMs) before = middle;
    else after = middle;
  }
  return { offsetMs, changesAtMs: after, thenMs };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `GMT`, `GMT-03:00`, `GMT-00:44:30`. The sign is read from the text: "-00" is no negative number. */
const offsetText = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

function askRuntime(ms: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(ms);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('\u2212', '-') ?? '';
  const found = offsetText.exec(text);
  if (found === null) throw unknownZone(timeZone, text);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = found;
  const offsetMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -offsetMs : offsetMs;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    } catch (cause) {
      throw unknownZone(timeZone, undefined, cause);
    }
    formats.set(timeZone, format);
  }
  return format;
}

function unknownZone(timeZone: string, offset: string | undefined, cause?: unknown): TimeError {
  return new TimeError(
    'TIME_ZONE_UNKNOWN',
    `Read the time zone "${timeZone}", expected a name of the IANA database such as "America/Sao_Paulo".`,
    { context: { timeZone, ...(offset !== undefined && { offset }) }, cause },
  );
}
