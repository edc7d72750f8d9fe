import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

/** Checks before the tests proper; each counts as one. */
const checks: [name: string, command: string, args: string[]][] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', process.execPath, ['node_modules/typescript7/bin/tsc', '--noEmit']],
  ['unused code', 'knip', ['--no-progress']],
];

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const [name, command, args] of checks) {
  console.log(`\n▸ ${name}`);
  const { code } = await run(command, args);
  counts[code === 0 ? 'passed' : 'failed'] += 1;
}

console.log('\n▸ tests');
const folder = mkdtempSync(join(tmpdir(), 'usina-test-'));
const reportFile = join(folder, 'report.json');
const filters = process.argv.slice(2);
const { code } = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportFile}`,
  ...filters,
]);
try {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
  counts.passed += report.numPassedTests;
  counts.skipped += report.numPendingTests;
  counts.failed += report.numFailedTests;
  if (code !== 0 && report.numFailedTests === 0) counts.failed += Math.max(1, report.numFailedTestSuites);
} catch (error) {
  console.error(`vitest left no report: ${(error as Error).message}`);
  counts.failed += 1;
} finally {
  rmSync(folder, { recursive: true });
}

process.exitCode = counts.failed === 0 ? 0 : 1;
console.log(
  `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
