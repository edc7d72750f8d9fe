import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A folder of the reference data that lies beside a checkout (`../shared`), or undefined where it is not there:
 * the data sets are not ours to publish. Tests that need one skip and say so.
 */
export function sharedData(path: string): string | undefined {
  const folder = fileURLToPath(new URL(`../../shared/${path}`, import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
