/**
 * Day of the year (1 to 366) of an instant, UTC. [d] NaN in gives NaN out.
 *
 * @example
 * dayOfYear(Date.UTC(2012, 8, 18, 5, 5, 22)) // 262
 */
export function dayOfYear(atMs: number): number {
  const year = new Date(atMs).getUTCFullYear();
  return Math.floor((atMs - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
}
