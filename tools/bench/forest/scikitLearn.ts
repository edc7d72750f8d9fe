import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type FailureTables, withFiles } from './failureTables.ts';

/** What `sklearn_forest_bench.py` prints for a model, as far as it is read here. */
export interface LearnResult {
  train_cpu_s: number;
  predict_cpu_s: number;
  predict_one_ms: number;
  pr_auc: number;
}

/** The peer's figures on the same tables, 100 trees without limits, one job; undefined where it is not installed. */
export function scikitLearn({ peer }: FailureTables, seed = 42): { rf: LearnResult; hgb: LearnResult } | undefined {
  if (!peer || !installed()) return undefined;
  const lines = withFiles(peer, (name) =>
    execFileSync(
      '/usr/bin/python3',
      [
        join(peer.folder, 'sklearn_forest_bench.py'),
        '--train',
        `${name}.train.csv`,
        '--test',
        `${name}.test.csv`,
        '--jobs',
        '1',
        '--seed',
        String(seed),
      ],
      { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } },
    ),
  );
  const [rf, hgb] = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LearnResult);
  return { rf: rf!, hgb: hgb! };
}

function installed(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import sklearn, pandas'], { stdio: 'ignore' });
    return true;
  } catch {
    console.error('scikit-learn is not installed: apt-get install -y python3-numpy python3-pandas python3-sklearn');
    return false;
  }
}
