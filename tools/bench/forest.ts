import type { Bench, BenchRow } from '../bench.ts';
import { accuracy } from './forest/accuracy.ts';
import { besideMl } from './forest/besideMl.ts';
import { besideScikit } from './forest/besideScikit.ts';
import { failureTables } from './forest/failureTables.ts';
import { quantiles } from './forest/quantiles.ts';

const numberOfRows = { small: 5_000, medium: 20_000, large: 100_000 };

/**
 * Our forest beside ml-random-forest and, where they are installed, scikit-learn with one job and ranger with one thread: same
 * tables, trees and depth. The folder holds `make_failures.py` and `sklearn_forest_bench.py`; without it the tables are our own. After
 * the folder, `ml`, `quantiles`, `accuracy`, `accuracyLarge` or `scikit` runs a part
 * alone; all take about ten minutes. Training is counted in CPU seconds: ours is the median of five
 * runs; the peers, which take long, train once and predict up to three times.
 */
const benchForest: Bench = async ([folder, ...only], print) => {
  const show = (row: Omit<BenchRow, 'bench'>) => print({ bench: 'forest', ...rounded(row) } as BenchRow);
  const parts = {
    ml: () => besideMl(failureTables(folder, numberOfRows.small), show),
    quantiles: () => quantiles(failureTables(folder, numberOfRows.medium), show),
    accuracy: () => accuracy(folder, numberOfRows.medium, show),
    accuracyLarge: () => accuracy(folder, numberOfRows.large, show),
    scikit: () => besideScikit(failureTables(folder, numberOfRows.large), show),
  };
  for (const [name, run] of Object.entries(parts)) if (only.length === 0 || only.includes(name)) await run();
};
export default benchForest;

function rounded(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ]),
  );
}
