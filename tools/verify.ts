import { areaFault } from './areaFault.ts';
import { loadArea } from './areas.ts';

/** Counts of a verification; further members are printed with the summary. */
export interface VerifySummary {
  passed: number;
  failed: number;
  skipped?: number;
  [figure: string]: unknown;
}

/** One area: reads the folders named on the command line, prints a row a case, returns the counts. */
export type VerifyArea = (args: string[], print: (row: object) => void) => Promise<VerifySummary>;

const [area, ...args] = process.argv.slice(2);
const run = await loadArea<VerifyArea>('verify', area);
try {
  const summary = await run(args, (row) => console.log(JSON.stringify(row)));
  console.log(JSON.stringify({ area, ...summary }));
  process.exitCode = summary.failed > 0 ? 1 : 0;
} catch (error) {
  console.error(areaFault('verify', area, error));
  process.exitCode = 1;
}
