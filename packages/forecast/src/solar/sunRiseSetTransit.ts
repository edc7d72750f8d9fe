import type { Column } from '@usina/core/series';
import { zoneOffsetMs } from '@usina/core/time';
import { firstNumbers, outColumns } from './outColumns.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from './Quantity.ts';
import { checkRange } from './SolarError.ts';
import { createDeltaT } from './spa/createDeltaT.ts';
import { exactSunPath } from './spa/createSunPath.ts';
import { type RiseSetTransit, riseSetTransitNear, riseSetTransitOfUtcDay } from './spa/riseSetTransit.ts';

export interface SunRiseSetTransitOptions {
  /** Any instant of the day that is meant, epoch milliseconds UTC. */
  atMs: Quantity;
  /** North positive, -90 to 90. [°] */
  latitudeDeg: number;
  /** East positive, -180 to 180. [°] */
  longitudeDeg: number;
  /** IANA zone whose local day is meant. @defaultValue none: the day of UTC */
  timeZone?: string;
  /** Terrestrial minus universal time. [s] @defaultValue by the year and month of each day, see `deltaT` */
  deltaTS?: number;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<SunRiseSetTransit>;
}

/** Instants, epoch milliseconds UTC with a fraction. */
export interface SunRiseSetTransit<Q extends Quantity = Column> {
  /** The upper edge shows; NaN in polar day and night. */
  sunriseMs: Q;
  /** The upper edge goes; NaN in polar day and night. */
  sunsetMs: Q;
  /** The sun crosses the meridian, highest. */
  transitMs: Q;
}

const MS_PER_DAY = 86_400_000;
/** 2000-01-01 12:00. */
const J2000_MS = 946_728_000_000;

/**
 * Sunrise, sunset and transit over a flat horizon at sea level: the middle of the sun at -0.8333° (pvlib's
 * `sun_rise_set_transit_spa`).
 *
 * Without `timeZone` as pvlib gives it: the transit of the day of UTC, the rise before it and the set after it, which may
 * be of the day before or after; by the algorithm's interpolation of three days, good to a second or so, less at the edge
 * of polar day and night. With `timeZone`: the transit nearest to 12:00 of the local day, the rise before and the set
 * after, each found to the millisecond. NaN in `atMs` gives NaN out.
 *
 * Throws `SOLAR_RANGE` for a place that is not on Earth, `TIME_ZONE_UNKNOWN` for a zone that is none.
 *
 * @see I. Reda, A. Andreas, NREL/TP-560-34302, rev. 2008, appendix A.2.
 *
 * @example
 * const { sunriseMs } = sunRiseSetTransit({ atMs: Date.UTC(2032, 4, 20), latitudeDeg: -24.0459, longitudeDeg: -95.6505,
 *   deltaTS: 67 });
 * new Date(sunriseMs).toISOString() // 2032-05-20T12:52:59.007Z
 */
export function sunRiseSetTransit(options: Scalars<SunRiseSetTransitOptions>): SunRiseSetTransit<number>;
export function sunRiseSetTransit(options: SunRiseSetTransitOptions): SunRiseSetTransit;
export function sunRiseSetTransit({
  atMs,
  timeZone,
  deltaTS,
  out,
  ...where
}: SunRiseSetTransitOptions): SunRiseSetTransit<number> | SunRiseSetTransit {
  checkRange('latitudeDeg', where.latitudeDeg, -90, 90);
  checkRange('longitudeDeg', where.longitudeDeg, -180, 180);
  const length = quantityLength([atMs]);
  const n = length ?? 1;
  const times = toColumn(atMs, n);
  const lagOf = createDeltaT(deltaTS);
  const result = outColumns(['sunriseMs', 'sunsetMs', 'transitMs'], n, length === undefined ? {} : out);
  let last = { key: Number.NaN, events: { sunrise: Number.NaN, sunset: Number.NaN, transit: Number.NaN } };
  for (let i = 0; i < n; i++) {
    const keyMs =
      timeZone === undefined ? Math.floor(times[i]! / MS_PER_DAY) * MS_PER_DAY : localNoonMs(times[i]!, timeZone);
    if (keyMs !== last.key) {
      const of = timeZone === undefined ? riseSetTransitOfUtcDay : riseSetTransitNear;
      const events: RiseSetTransit = of((keyMs - J2000_MS) / MS_PER_DAY, where, lagOf(keyMs) / 86_400, exactSunPath);
      last = { key: keyMs, events };
    }
    result.sunriseMs[i] = last.events.sunrise * MS_PER_DAY + J2000_MS;
    result.sunsetMs[i] = last.events.sunset * MS_PER_DAY + J2000_MS;
    result.transitMs[i] = last.events.transit * MS_PER_DAY + J2000_MS;
  }
  return length === undefined ? firstNumbers(result) : result;
}

/** 12:00 by the clock of the local day that an instant is in. */
function localNoonMs(atMs: number, timeZone: string): number {
  if (Number.isNaN(atMs)) return atMs;
  const wallMs = atMs + zoneOffsetMs(atMs, timeZone);
  const noonWallMs = (Math.floor(wallMs / MS_PER_DAY) + 0.5) * MS_PER_DAY;
  return noonWallMs - zoneOffsetMs(noonWallMs - zoneOffsetMs(atMs, timeZone), timeZone);
}
