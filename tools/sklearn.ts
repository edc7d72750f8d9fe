import { spawnSync } from 'node:child_process';

const python = '/usr/bin/python3';

/** Whether the Python of the system has scikit-learn (Debian: python3-sklearn), so that a test can skip and say so. */
export function hasSklearn(): boolean {
  return spawnSync(python, ['-c', 'import sklearn'], { stdio: 'ignore' }).status === 0;
}

/** Runs lines of Python that read their input as the object `given` and leave a JSON-able `answer`. */
export function runSklearn<Answer>(script: string, given: unknown): Answer {
  const program = `import json, sys\ngiven = json.load(sys.stdin)\n${script}\nprint(json.dumps(answer))`;
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], {
    input: JSON.stringify(given),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`scikit-learn answered ${status}: ${stderr}`);
  return JSON.parse(stdout) as Answer;
}
