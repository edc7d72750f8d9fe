import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of a run appear in `out` all together at the end, or not at all. */
export interface WorkFolder {
  /** Where the run writes meanwhile. */
  readonly path: string;
  /** Moves what the run wrote to its place, replacing what an earlier run left there. */
  publish(): Promise<void>;
  /** Removes what was not published. */
  discard(): Promise<void>;
}

const published = ['report.html', 'telemetry', 'journal', 'portfolio.json'];

export async function createWorkFolder(out: string): Promise<WorkFolder> {
  await mkdir(out, { recursive: true });
  const path = await mkdtemp(join(out, '.run-'));
  return {
    path,
    async publish() {
      for (const name of published) {
        await rm(join(out, name), { recursive: true, force: true });
        await rename(join(path, name), join(out, name));
      }
    },
    discard: () => rm(path, { recursive: true, force: true }),
  };
}
