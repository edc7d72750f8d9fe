import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsinaError } from '@usina/core/errors';

/** Files of a run appear in `out` all together at the end, or not at all. */
export interface WorkFolder {
  /** Where the run writes meanwhile. */
  readonly path: string;
  /** Moves what the run wrote to its place; what an earlier run left there gives way. */
  publish(): Promise<void>;
  /** Removes what was not published. */
  close(): Promise<void>;
}

const published = ['report.html', 'telemetry', 'journal', 'portfolio.json'];

/** Makes the folders that are missing, one by one: a recursive mkdir of Node never ends where a parent refuses children. */
async function makeFolder(path: string): Promise<string[]> {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  // what is there must be a folder: a file is told as one
  if (missing.length === 0) await mkdir(path, { recursive: true });
  for (const folder of missing) {
    await mkdir(folder).catch((cause: Error) => {
      throw new UsinaError('OUT_FOLDER', `--out ${path}: could not be made (${cause.message}). Name another folder.`, {
        cause,
      });
    });
  }
  return missing;
}

export async function createWorkFolder(out: string): Promise<WorkFolder> {
  const made = await makeFolder(out);
  const path = await mkdtemp(join(out, '.run-'));
  const earlier = join(path, 'earlier');
  return {
    path,
    async publish() {
      await mkdir(earlier);
      const undo: (() => Promise<void>)[] = [];
      const move = async (from: string, to: string) => {
        await rename(from, to);
        undo.push(() => rename(to, from));
      };
      try {
        for (const name of published) {
          await move(join(out, name), join(earlier, name)).catch(unlessMissing);
          await move(join(path, name), join(out, name));
        }
      } catch (error) {
        for (const step of undo.reverse()) await step();
        throw error;
      }
    },
    async close() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      // folders that were made for a run that left nothing in them go too
      for (const folder of made.reverse()) await rmdir(folder).catch(unlessFull);
    },
  };
}

function unlessFull(error: NodeJS.ErrnoException): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code ?? '')) throw error;
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
