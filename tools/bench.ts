import { loadArea } from './areas.ts';

/** One measured figure. `ratio` above 1 says that ours is better. */
export interface BenchRow {
  bench: string;
  metric: string;
  ours: number;
  peer?: number;
  peerName?: string;
  ratio?: number;
  unit: string;
  [figure: string]: unknown;
}

/** One benchmark: prints a row a figure. Medians of at least five runs, ours and the peer's alternating. */
export type Bench = (args: string[], print: (row: BenchRow) => void) => Promise<void>;

const [name, ...args] = process.argv.slice(2);
const run = await loadArea<Bench>('bench', name);
await run(args, (row) => console.log(JSON.stringify(row)));
