import type { Narrator } from './cli/narrator.ts';
import type { Options } from './cli/options.ts';

/** What every step of a run is handed. */
export interface Run {
  options: Options;
  /** Where files go until the run is done. */
  folder: string;
  narrator: Narrator;
  /** Fires on Ctrl-C. */
  signal: AbortSignal;
}
