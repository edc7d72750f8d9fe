import type { Series } from '@usina/core/series';

/** What a site delivered. */
export interface SiteHistory {
  /** Mean power of the whole site by interval, `acPowerW` [W, positive is delivery], NaN where not known. */
  readonly power: Series<'acPowerW'>;
  /** When each interval's number was known. [epoch ms] @defaultValue the end of the interval */
  readonly knownAtMs?: Float64Array | undefined;
}

/** The site that is forecast: core's `Site` is one. Without coordinates its past alone is used. */
export interface ForecastSite {
  readonly id: string;
  /** IANA zone: days and times of day are local. */
  readonly timeZone: string;
  readonly latitudeDeg?: number | undefined;
  readonly longitudeDeg?: number | undefined;
  readonly altitudeM?: number | undefined;
}
