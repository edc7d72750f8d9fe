import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Path of a program that tests use as an independent peer (mosquitto, mbpoll, chromium …), or undefined where it is
 * absent, so that the test can skip and say so. With `CI=true` a missing peer is an error: `.ci/run` installs them.
 */
export function findPeer(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (found !== undefined) return found;
  if (process.env.CI === 'true')
    throw new Error(`The peer "${name}" is not installed, and CI=true asks for it. See .ci/run.`);
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
