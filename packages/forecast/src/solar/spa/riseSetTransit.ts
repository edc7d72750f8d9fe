import { RAD, wrapDeg } from '../angles.ts';
import type { SunPath } from './createSunPath.ts';
import { siderealDeg } from './siderealDeg.ts';
import type { SlowSun } from './slowSun.ts';

/** Instants in days of universal time since 2000-01-01 12:00; NaN where the sun does not rise and set. */
export interface RiseSetTransit {
  sunrise: number;
  sunset: number;
  transit: number;
}

/** Elevation of the middle of the sun when its edge shows: refraction 34', radius 16'. */
const horizonSine = /* @__PURE__ */ Math.sin(-0.8333 * RAD);
const DEGREES_A_DAY = 360.985647;

const place = (): SlowSun => ({ rightAscensionRad: 0, declinationRad: 0, distanceAu: 1, equinoxRad: 0 });
const nearZeroDeg = (angleDeg: number) => angleDeg - 360 * Math.round(angleDeg / 360);

/**
 * Rise, set and transit of one day of universal time, by the algorithm's own three-day interpolation (appendix A.2), as
 * pvlib gives them: the transit is of that day, the rise before it and the set after it may be of the neighbours.
 *
 * @param midnight days of universal time since 2000-01-01 12:00 at 0 h of the day
 */
export function riseSetTransitOfUtcDay(
  midnight: number,
  where: { latitudeDeg: number; longitudeDeg: number },
  lagDays: number,
  path: SunPath,
): RiseSetTransit {
  const { longitudeDeg } = where;
  const [yesterday, today, tomorrow, now] = [place(), place(), place(), place()];
  path.read(midnight - 1, yesterday);
  path.read(midnight, today);
  path.read(midnight + 1, tomorrow);
  path.read(midnight + lagDays, now);
  const sidereal = siderealDeg(midnight) + now.equinoxRad / RAD;
  const between = (of: (sun: SlowSun) => number) => {
    const a = nearZeroDeg(of(today) - of(yesterday));
    const b = nearZeroDeg(of(tomorrow) - of(today));
    return (n: number) => of(today) + (n * (a + b + (b - a) * n)) / 2;
  };
  const ascensionAt = between((sun) => sun.rightAscensionRad / RAD);
  const declinationAt = between((sun) => sun.declinationRad / RAD);
  const hourAngleAt = (m: number) =>
    nearZeroDeg(sidereal + DEGREES_A_DAY * m + longitudeDeg - ascensionAt(m + lagDays));
  const m0 = wrapDeg(today.rightAscensionRad / RAD - longitudeDeg - sidereal) / 360;
  const transit = midnight + m0 - hourAngleAt(m0) / 360;
  const sinLat = Math.sin(where.latitudeDeg * RAD);
  const cosLat = Math.cos(where.latitudeDeg * RAD);
  const h0 = halfDayDeg(sinLat, cosLat, today.declinationRad);
  const event = (side: number) => {
    const unwrapped = m0 + (side * h0) / 360;
    const m = wrapDeg(unwrapped * 360) / 360;
    const hourAngle = hourAngleAt(m) * RAD;
    const declination = declinationAt(m + lagDays) * RAD;
    const along = cosLat * Math.cos(declination);
    const elevation = Math.asin(sinLat * Math.sin(declination) + along * Math.cos(hourAngle)) / RAD;
    return midnight + unwrapped + (elevation + 0.8333) / (360 * along * Math.sin(hourAngle));
  };
  return { sunrise: event(-1), sunset: event(1), transit };
}

/**
 * The transit nearest to an instant, the rise before and the set after it, each found to the millisecond with the sun
 * where it is at that event.
 *
 * @param noon days of universal time since 2000-01-01 12:00
 */
export function riseSetTransitNear(
  noon: number,
  where: { latitudeDeg: number; longitudeDeg: number },
  lagDays: number,
  path: SunPath,
): RiseSetTransit {
  const sun = place();
  const hourAngleAt = (day: number) => {
    path.read(day + lagDays, sun);
    return siderealDeg(day) + where.longitudeDeg + (sun.equinoxRad - sun.rightAscensionRad) / RAD;
  };
  let transit = noon;
  for (let k = 0; k < 4; k++) transit -= nearZeroDeg(hourAngleAt(transit)) / DEGREES_A_DAY;
  const sinLat = Math.sin(where.latitudeDeg * RAD);
  const cosLat = Math.cos(where.latitudeDeg * RAD);
  const event = (side: number) => {
    let day = transit;
    // near the polar circles the length of the day changes fast with the declination: more rounds than elsewhere
    for (let k = 0; k < 30; k++) {
      const late = nearZeroDeg(hourAngleAt(day) - side * halfDayDeg(sinLat, cosLat, sun.declinationRad));
      const step = late / DEGREES_A_DAY;
      day -= step;
      if (!(Math.abs(step) > 1e-9)) break;
    }
    return day;
  };
  return { sunrise: event(-1), sunset: event(1), transit };
}

/** Hour angle of the set; NaN where the sun stays up or down. [°] */
function halfDayDeg(sinLat: number, cosLat: number, declinationRad: number): number {
  const cosine = (horizonSine - sinLat * Math.sin(declinationRad)) / (cosLat * Math.cos(declinationRad));
  return Math.abs(cosine) > 1 ? Number.NaN : Math.acos(cosine) / RAD;
}
