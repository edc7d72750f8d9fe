import { calendarEdges, localDateOf } from '@usina/core/time';
import { timeChart } from './timeChart.ts';

export interface PowerFigures {
  startMs: number;
  stepMs: number;
  timeZone: string;
  /** By interval, NaN where it is not known. [W] */
  measured: Float64Array;
  /** The same, as it should have been. [W] */
  expected: Float64Array;
}

interface Day {
  startMs: number;
  endMs: number;
  measuredWh: number;
  expectedWh: number;
}

/** Days that one picture can show interval by interval. */
const mostDays = 10;
const detailDays = 7;

/**
 * Power against expectation. A record of many days is drawn as energy a day, and interval by interval only in the week
 * around the day that fell shortest.
 */
export function powerFigures(record: PowerFigures): string[] {
  const days = daysOf(record);
  if (days.length <= mostDays) return [powerChart('AC power of the plant', record)];
  const [shortest] = [...days].sort((a, b) => shortfallWh(b) - shortfallWh(a));
  const middle = days.indexOf(shortest!);
  const first = Math.min(Math.max(middle - (detailDays >> 1), 0), days.length - detailDays);
  const { startMs, stepMs, timeZone, measured, expected } = record;
  const from = Math.round((days[first]!.startMs - startMs) / stepMs);
  const to = Math.round((days[first + detailDays - 1]!.endMs - startMs) / stepMs);
  return [
    timeChart({
      title: 'Energy of the plant a day',
      unit: 'Wh',
      note: 'from AC power, over the intervals in which every inverter was heard',
      startMs: days[0]!.startMs,
      stepMs: 86_400_000,
      timeZone,
      lines: linesOf({
        measured: Float64Array.from(days, ({ measuredWh }) => measuredWh),
        expected: Float64Array.from(days, ({ expectedWh }) => expectedWh),
      }),
    }),
    powerChart(`AC power around ${localDateOf(shortest!.startMs, timeZone)}, the day that fell shortest`, {
      startMs: days[first]!.startMs,
      stepMs,
      timeZone,
      measured: measured.subarray(from, to),
      expected: expected.subarray(from, to),
    }),
  ];
}

function powerChart(title: string, { measured, expected, ...time }: PowerFigures): string {
  return timeChart({ title, unit: 'W', note: 'positive is delivery', ...time, lines: linesOf({ measured, expected }) });
}

function linesOf({ measured, expected }: Pick<PowerFigures, 'measured' | 'expected'>) {
  return [
    { name: 'expected from the sun', color: 2, values: expected, dashed: true } as const,
    { name: 'measured', color: 1, values: measured } as const,
  ];
}

function daysOf({ startMs, stepMs, timeZone, measured, expected }: PowerFigures): Day[] {
  const recordEndMs = startMs + stepMs * measured.length;
  const edges = calendarEdges({ startMs, endMs: recordEndMs, timeZone, unit: 'day' });
  return edges.slice(0, -1).map((dayStartMs, d) => {
    const endMs = edges[d + 1]!;
    const day: Day = { startMs: dayStartMs, endMs, measuredWh: Number.NaN, expectedWh: Number.NaN };
    const from = Math.max(0, Math.round((dayStartMs - startMs) / stepMs));
    const to = Math.min(measured.length, Math.round((endMs - startMs) / stepMs));
    for (let i = from; i < to; i += 1) {
      if (Number.isNaN(measured[i]! + expected[i]!)) continue;
      day.measuredWh = (day.measuredWh || 0) + (measured[i]! * stepMs) / 3_600_000;
      day.expectedWh = (day.expectedWh || 0) + (expected[i]! * stepMs) / 3_600_000;
    }
    return day;
  });
}

function shortfallWh({ measuredWh, expectedWh }: Day): number {
  return expectedWh - measuredWh || 0;
}
