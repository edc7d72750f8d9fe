import { type Series, seriesEndMs, seriesLength } from '@usina/core/series';

/** What each weather forecast said about the site's power, by when it was known. */
export interface WeatherIssues {
  /** By the newest issue known at `asOfMs` that has a number there; NaN when none has. */
  powerW(atMs: number, asOfMs: number): number;
  /** When the newest issue known at `asOfMs` was known, -Infinity for none. */
  newestMs(asOfMs: number): number;
}

export interface WeatherIssue {
  /** -Infinity for weather that is taken as known beforehand ("perfect weather"). [epoch ms] */
  readonly issuedAtMs: number;
  readonly power: Series<'acPowerW'>;
}

/** Keeps issues of weather so that a look at the past sees only those that were known. */
export function createWeatherIssues(issues: readonly WeatherIssue[]): WeatherIssues {
  const sorted = [...issues].sort((a, b) => a.issuedAtMs - b.issuedAtMs);
  // latest end among the issues up to each: where it lies before an instant no older issue has anything to say
  const ends: number[] = [];
  for (const { power } of sorted) ends.push(Math.max(ends.at(-1) ?? Number.NEGATIVE_INFINITY, seriesEndMs(power)));
  const knownUntil = (asOfMs: number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.issuedAtMs <= asOfMs) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    powerW(atMs, asOfMs) {
      for (let k = knownUntil(asOfMs) - 1; k >= 0 && ends[k]! > atMs; k--) {
        const { startMs, stepMs, columns } = sorted[k]!.power;
        const index = Math.floor((atMs - startMs) / stepMs);
        if (index < 0 || index >= seriesLength(sorted[k]!.power)) continue;
        const value = columns.acPowerW[index]!;
        if (!Number.isNaN(value)) return value;
      }
      return Number.NaN;
    },
    newestMs: (asOfMs) => sorted[knownUntil(asOfMs) - 1]?.issuedAtMs ?? Number.NEGATIVE_INFINITY,
  };
}
