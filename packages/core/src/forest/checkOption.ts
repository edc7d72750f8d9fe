import { forestError } from './ForestError.ts';

/** Throws `FOREST_OPTION_INVALID` unless an option is what is expected. */
export function checkOption(name: string, value: unknown, ok: boolean, expected: string): void {
  if (ok) return;
  throw forestError('FOREST_OPTION_INVALID', `Read ${name} ${String(value)}, expected ${expected}.`, { name, value });
}
