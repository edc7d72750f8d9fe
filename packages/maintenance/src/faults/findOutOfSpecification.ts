import { type Finding, vocabulary } from '@usina/core';
import { commonGrid, type UnitHistory } from '../history/UnitHistory.ts';
import { usableValues } from '../history/usableValues.ts';
import { findingId } from './findingId.ts';
import { type Run, runsOf } from './runsOf.ts';

export interface FindOutOfSpecificationOptions {
  /** Units with a `specification`; those without one pass. */
  units: readonly UnitHistory[];
  /** Excursions this far apart are one. [ms] @defaultValue 3600000 */
  mergeMs?: number;
}

/**
 * Finds times in which a machine left its design limits: one finding an excursion and point, its magnitude the greatest
 * distance from the limit in the unit of the point.
 *
 * @example
 * // specification: { cabinetTemperatureC: { max: 60 } }
 * findOutOfSpecification({ units })[0] // { rule: 'outOfSpecification', magnitude: { value: 7.5, unit: '°C' }, … }
 */
export function findOutOfSpecification({ units, mergeMs = 3_600_000 }: FindOutOfSpecificationOptions): Finding[] {
  const { startMs, stepMs } = commonGrid(units);
  return units.flatMap(({ assetId, series, specification = {} }) =>
    Object.entries(specification).flatMap(([point, { min = -Infinity, max = Infinity }]) => {
      const values = usableValues(series, point);
      if (!values) return [];
      const excess = values.map((value) => Math.max(value - max, min - value));
      const hits = [...excess.keys()].filter((interval) => excess[interval]! > 0);
      const toFinding = (run: Run): Finding => {
        const worst = run.hits.reduce((a, b) => (excess[b]! > excess[a]! ? b : a));
        const range = { startMs: startMs + run.from * stepMs, endMs: startMs + run.to * stepMs };
        const limit = values[worst]! > max ? `above its limit of ${max}` : `below its limit of ${min}`;
        return {
          id: findingId('outOfSpecification', assetId, point, range.startMs),
          assetId,
          rule: 'outOfSpecification',
          point,
          ...range,
          detectedAtMs: startMs + (run.from + 1) * stepMs,
          magnitude: { value: excess[worst]!, unit: unitOf(point) },
          confidence: run.hits.length === 1 ? 0.7 : 0.95,
          action: `${point} reached ${values[worst]}, ${limit}: reduce the load or inspect the machine, and check the sensor.`,
          evidence: {
            sources: [assetId, 'specification of the asset'],
            range,
            coverage: run.hits.length / (run.to - run.from),
            rule: `${point} within ${min} to ${max}`,
            knownAtMs: range.endMs,
          },
        };
      };
      return runsOf(hits, Math.max(1, Math.floor(mergeMs / stepMs))).map(toFinding);
    }),
  );
}

function unitOf(point: string): string {
  return (vocabulary as Readonly<Record<string, { unit: string }>>)[point]?.unit ?? '1';
}
