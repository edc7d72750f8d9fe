import { deltaT } from './deltaT.ts';

/**
 * Gives terrestrial minus universal time at an instant: the given one, or by its year and month, remembered while the
 * instants stay in the month. [s]
 */
export function createDeltaT(given?: number): (atMs: number) => number {
  if (given !== undefined) return () => given;
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  let seconds = Number.NaN;
  return (atMs) => {
    if (atMs >= startMs && atMs < endMs) return seconds;
    const date = new Date(atMs);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    startMs = Date.UTC(year, month);
    endMs = Date.UTC(year, month + 1);
    seconds = deltaT({ year, month: month + 1 });
    return seconds;
  };
}
