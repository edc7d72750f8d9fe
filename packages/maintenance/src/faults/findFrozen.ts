import { type Finding, vocabulary } from '@usina/core';
import { commonGrid, type UnitHistory } from '../history/UnitHistory.ts';
import { usableValues } from '../history/usableValues.ts';
import { findingId } from './findingId.ts';

export interface FindFrozenOptions {
  units: readonly UnitHistory[];
  /** Points that vary when they live. @defaultValue every gauge among the columns */
  points?: readonly string[];
  /** How long one value must last. [ms] @defaultValue 10800000 */
  minMs?: number;
  /** And how many intervals. @defaultValue 6 */
  minIntervals?: number;
}

/**
 * Finds values that do not move although what they measure always does. Zero is not frozen (it is night, or an outage),
 * and neither is power within 1 % of the greatest value seen: an inverter at its limit delivers a straight line.
 *
 * @example
 * findFrozen({ units })[0] // { rule: 'frozen', point: 'moduleTemperatureC', magnitude: { value: 4, unit: 'h' }, … }
 */
export function findFrozen({ units, points, minMs = 10_800_000, minIntervals = 6 }: FindFrozenOptions): Finding[] {
  const { startMs, stepMs, length } = commonGrid(units);
  const least = Math.max(minIntervals, Math.ceil(minMs / stepMs));
  return units.flatMap(({ assetId, series }) =>
    (points ?? Object.keys(series.columns).filter(isGauge)).flatMap((point) => {
      const values = usableValues(series, point, { believe: ['frozen', 'unitSuspect'] });
      if (!values) return [];
      const limit = isPower(point) ? 0.99 * values.reduce((top, value) => (value > top ? value : top), 0) : Infinity;
      const findings: Finding[] = [];
      for (let from = 0; from < length; ) {
        let to = from + 1;
        while (to < length && values[to] === values[from]) to++;
        const value = values[from]!;
        if (to - from >= least && value !== 0 && value < limit) {
          const range = { startMs: startMs + from * stepMs, endMs: startMs + to * stepMs };
          findings.push({
            id: findingId('frozen', assetId, point, range.startMs),
            assetId,
            rule: 'frozen',
            point,
            ...range,
            detectedAtMs: startMs + (from + least) * stepMs,
            magnitude: { value: ((to - from) * stepMs) / 3_600_000, unit: 'h' },
            confidence: 1 - 0.5 ** ((to - from) / least),
            action: `Check the sensor or the link behind ${point}: it says ${value} all the time. Do not bill from it.`,
            evidence: {
              sources: [assetId],
              range,
              coverage: 1,
              rule: `${point} unchanged and not zero for ${least} intervals`,
              knownAtMs: range.endMs,
            },
          });
        }
        from = to;
      }
      return findings;
    }),
  );
}

function isGauge(point: string): boolean {
  return (vocabulary as Readonly<Record<string, { kind: string }>>)[point]?.kind === 'gauge';
}

function isPower(point: string): boolean {
  return /Power.*W$/.test(point);
}
