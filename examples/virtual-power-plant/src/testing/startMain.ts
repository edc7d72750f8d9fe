import { type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** From the last thing that it printed, or the last signal that it was sent, to its end. */
  lastMs: number;
}

export interface Started {
  /** Folder that was given as `--out`. */
  out: string;
  /** Resolves once standard output contains a text. */
  says(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
  /** What lies in `--out`. */
  left(): string[];
}

export interface StartOptions extends Pick<SpawnOptions, 'uid' | 'gid'> {
  /** Commands of a shell that run the program as `"$@"`: limits, mounts. */
  shell?: string;
  /** Put before the shell: `unshare -rm`. */
  before?: readonly string[];
  /** @defaultValue a new folder, removed by `removeOuts` */
  out?: string;
}

const outs: string[] = [];

/** Starts the main job as its own process, the way `npm start` does. */
export function startMain(args: readonly string[], options: StartOptions = {}): Started {
  const { shell, before = [], uid, gid } = options;
  const out = options.out ?? newFolder();
  const run = [process.execPath, '--conditions=@usina/source', main, '--out', out, ...args];
  const [command, ...rest] = [...before, ...(shell === undefined ? [] : ['sh', '-c', shell, out]), ...run];
  const child = spawn(command!, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid }),
  });
  let [stdout, stderr] = ['', ''];
  let lastMs = performance.now();
  const waiting: { text: string; resolve: () => void }[] = [];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    lastMs = performance.now();
    for (const { text: wanted, resolve } of waiting) if (stdout.includes(wanted)) resolve();
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr, lastMs: performance.now() - lastMs }));
  });
  return {
    out,
    says: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({ text, resolve });
        if (stdout.includes(text)) resolve();
        ended.then(
          () => reject(new Error(`The program ended without saying "${text}":\n${stdout}\n${stderr}`)),
          reject,
        );
      }),
    kill(signal) {
      lastMs = performance.now();
      child.kill(signal);
    },
    ended,
    left: () => (existsSync(out) ? readdirSync(out).sort() : []),
  };
}

/** A folder of its own for a test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'usina-main-'));
  outs.push(folder);
  return folder;
}

/** Removes every folder that `newFolder` made. */
export function removeFolders(): void {
  for (const folder of outs.splice(0)) rmSync(folder, { recursive: true, force: true });
}
