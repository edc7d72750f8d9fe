import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifyArea } from '../verify.ts';
import { readTable } from './pv/Table.ts';
import { pvComparisons, pvTables } from './pv/tables.ts';

/**
 * Our solar formulas against the tables of a folder laid out as pvlib's reference: one row a column that we compute,
 * the columns and files that we do not know are counted as skipped, tables that are not there are listed. Throws where
 * there is none of them.
 */
const pv: VerifyArea = async ([folder], print) => {
  if (folder === undefined) throw new Error('Read no folder, expected: verify pv FOLDER.');
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(folder).sort()) {
    const compare = pvComparisons[file];
    if (compare) {
      for (const { name, got, expected, check, because } of compare(folder, file)) {
        const worst = check.error(got, expected, 0);
        const passed = worst <= check.tolerance;
        counts[passed ? 'passed' : 'failed']++;
        const { unit, tolerance } = check;
        print({ table: file, figure: name, got, expected, worst, unit, tolerance, passed, because });
      }
      continue;
    }
    if (!file.endsWith('.csv')) continue;
    const table = pvTables[file];
    if (table === undefined) {
      counts.skipped++;
      print({ table: file, skipped: 'not computed here' });
      continue;
    }
    const rows = readTable(join(folder, file));
    const got = table.compute(rows, folder);
    for (const column of rows.names) {
      if (table.inputs.includes(column)) continue;
      const check = table.checks[column];
      const ours = got[column];
      if (check === undefined || ours === undefined) {
        counts.skipped++;
        print({ table: file, column, skipped: 'not computed here' });
        continue;
      }
      const expected = rows.numbers(column);
      let worst = expected.length === 0 ? Number.POSITIVE_INFINITY : 0;
      let worstRow = 0;
      const unknown = expected.filter(
        (value, i) => Number.isNaN(value) && ours[i] !== 0 && !Number.isNaN(ours[i]!),
      ).length;
      if (unknown > Math.max(1, (check.mostUnknown ?? 1) * expected.length)) worst = Number.POSITIVE_INFINITY;
      for (let i = 0; i < expected.length; i++) {
        const error = check.error(ours[i]!, expected[i]!, i);
        if (error > worst || Number.isNaN(error))
          [worst, worstRow] = [Number.isNaN(error) ? Number.POSITIVE_INFINITY : error, i];
      }
      const passed = worst <= check.tolerance;
      counts[passed ? 'passed' : 'failed']++;
      const row = {
        table: file,
        column,
        rows: expected.length,
        worst,
        unit: check.unit,
        tolerance: check.tolerance,
        passed,
      };
      print(passed ? row : { ...row, line: worstRow + 2, got: ours[worstRow], expected: expected[worstRow] });
    }
  }
  const known = [...Object.keys(pvTables), ...Object.keys(pvComparisons)];
  const there = readdirSync(folder);
  for (const table of known.filter((name) => !there.includes(name))) print({ table, missing: 'not in the folder' });
  if (known.every((name) => !there.includes(name))) {
    throw new Error(`Read no known table in ${folder}, expected one of ${known.join(', ')}.`);
  }
  return counts;
};
export default pv;
