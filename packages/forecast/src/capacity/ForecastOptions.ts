import type { Availability } from '@usina/core';
import type { Weather } from '../weather/Weather.ts';

export interface ForecastOptions {
  /** Start of the first interval, on the history's grid. [epoch ms] */
  startMs: number;
  /** Days of 24 hours, or `steps`. @defaultValue 1 */
  days?: number;
  /** Intervals, in place of `days`. */
  steps?: number;
  /** Only what was known then is used, wherever the history ends. [epoch ms] @defaultValue `startMs` less the trained lead */
  issuedAtMs?: number;
  /** A weather forecast newer than those of the training. Days that none covers are foretold from the past alone. */
  weather?: Weather;
  /** Expected outages are taken off. Needs `parts` in the training. */
  availability?: Availability;
  signal?: AbortSignal;
}
