import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';
import { root } from './workspace.ts';

/**
 * Runs `npm start` and finds every line of the README's output in what it printed, in order. Times, ports and the folder
 * differ from run to run and are not compared; `…` stands for lines left out.
 */
const [, block] = /npm start\n```\n+```text\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
if (block === undefined) throw new Error('README.md shows no output of `npm start`.');

const { code, output } = await run('npm', ['start', '--silent'], { capture: true });
console.log(output);
const printed = output.split('\n').map(comparable);
let from = 0;
let failed = code === 0 ? 0 : 1;
for (const line of block.split('\n').map(comparable)) {
  if (line === '' || line === '…') continue;
  const at = printed.indexOf(line, from);
  if (at < 0) {
    console.log(`README.md shows a line that npm start did not print: ${line}`);
    failed += 1;
  } else from = at + 1;
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${failed === 0 ? 1 : 0} passed, ${failed} failed`);

function comparable(line: string): string {
  return line
    .trim()
    .replace(/127\.0\.0\.1:\d+/, '127.0.0.1:…')
    .replace(/\d+\.\d s\b/, '… s')
    .replace(/Report: .*/, 'Report: …');
}
