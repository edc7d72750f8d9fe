import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSeries } from '@usina/core/series';
import { performanceRatio } from '@usina/maintenance/performance';
import type { VerifyArea } from '../verify.ts';
import { readTable, type Table } from './pv/Table.ts';

interface PowerExpected {
  readonly pdc0_kw: number;
  readonly gamma_pdc: number;
  readonly [member: string]: unknown;
}

/** Two sums of 4,000 numbers differ in the last digits by the order in which they were taken. */
const tolerance = 1e-9;

/**
 * Computes a member of `power_expected.json`. NREL's ratio corrects to the mean temperature of the time looked at, and
 * so over that time it is the plain one. What the library learns to compute adds an entry.
 */
const solvers: Readonly<Record<string, (plant: Table, expected: PowerExpected) => number>> = {
  simple_pr: ratioOf,
  performance_ratio_nrel: ratioOf,
};
/** What is said of the plant, and not expected of us. */
const given = new Set(['interval', 'timezone', 'pdc0_kw', 'gamma_pdc']);

/** Figures of rdtools and pvanalytics for synthetic plants against ours; what we do not compute is skipped. */
const verifyPerformance: VerifyArea = async ([folder], print) => {
  if (folder === undefined) throw new Error('read no folder, expected the one that holds power_expected.json.');
  const expected = readJson(join(folder, 'power_expected.json')) as PowerExpected;
  const plant = readTable(join(folder, 'power_15min.csv'));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const unknown: string[] = [];
  for (const [member, value] of Object.entries(expected)) {
    const solve = solvers[member];
    if (given.has(member)) continue;
    if (solve === undefined || typeof value !== 'number') {
      counts.skipped += 1;
      unknown.push(member);
      continue;
    }
    const got = solve(plant, expected);
    const passed = Math.abs(got - value) <= tolerance * Math.abs(value);
    counts[passed ? 'passed' : 'failed'] += 1;
    print({ member, passed, got, expected: value });
  }
  for (const kind of ['degradation', 'soiling']) {
    const series = readJson(join(folder, `${kind}_expected.json`)) as unknown[];
    counts.skipped += series.length;
    unknown.push(kind);
  }
  return { ...counts, skippedKinds: unknown };
};
export default verifyPerformance;

function ratioOf(plant: Table, { pdc0_kw, gamma_pdc }: PowerExpected): number {
  const grid = { startMs: Date.parse(plant.text('time')[0]!), stepMs: 900_000 };
  const acPowerW = plant.numbers('power_ac_kw').map((kw) => kw * 1_000);
  const weather = { poaWm2: plant.numbers('poa_global'), moduleTemperatureC: plant.numbers('cell_temp_sapm') };
  const result = performanceRatio({
    unit: { assetId: 'plant', series: createSeries({ ...grid, columns: { acPowerW } }), dcCapacityW: pdc0_kw * 1_000 },
    weather: createSeries({ ...grid, columns: weather }),
    temperatureCoefficientPerC: gamma_pdc,
  });
  if (!result.ok) throw new Error(result.message);
  return result.value.ratio;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
