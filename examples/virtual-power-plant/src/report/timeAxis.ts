import { calendarEdges } from '@usina/core/time';

export interface TimeAxis {
  startMs: number;
  endMs: number;
  /** IANA zone of the labels. */
  timeZone: string;
  /** How many marks have room. @defaultValue 9 */
  most?: number;
}

export interface TimeMark {
  atMs: number;
  label: string;
}

const hourMs = 3_600_000;

/** Marks of a time axis: local midnights of a span of days, full local hours of a shorter one. */
export function timeMarks({ startMs, endMs, timeZone, most = 9 }: TimeAxis): TimeMark[] {
  const days = endMs - startMs > 72 * hourMs;
  const edges = days
    ? calendarEdges({ startMs, endMs, timeZone, unit: 'day' })
    : Array.from({ length: Math.floor((endMs - startMs) / hourMs) + 1 }, (_, i) => startMs + i * hourMs);
  const inside = edges.filter((ms) => ms >= startMs && ms < endMs);
  const every = [1, 2, 3, 4, 5, 6, 7, 14, 28, 56, 112, 224, 448].find((count) => inside.length / count <= most) ?? 896;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...(days ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' }),
  });
  return inside.filter((_, i) => i % every === 0).map((atMs) => ({ atMs, label: format.format(atMs) }));
}
