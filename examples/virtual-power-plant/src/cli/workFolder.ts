import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

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

export async function createWorkFolder(out: string): Promise<WorkFolder> {
  await mkdir(out, { recursive: true });
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
    close: () => rm(path, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
