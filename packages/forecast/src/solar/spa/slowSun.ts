import { RAD } from '../angles.ts';
import { distanceTerms, latitudeTerms, longitudeTerms } from './heliocentricTerms.ts';
import { type Nutation, nutation } from './nutation.ts';

/** What moves slowly: the apparent place of the Sun seen from the Earth's centre. */
export interface SlowSun {
  /** Geocentric right ascension, -π to π. [rad] */
  rightAscensionRad: number;
  /** Geocentric declination. [rad] */
  declinationRad: number;
  /** Distance Earth to Sun. [au] */
  distanceAu: number;
  /** What the nutation adds to the sidereal time. [rad] */
  equinoxRad: number;
}

const wobble: Nutation = { longitudeRad: 0, obliquityRad: 0 };

/**
 * Writes the apparent place of the Sun at an instant of terrestrial time to `place`, steps 3.2 to 3.10 of the algorithm.
 *
 * @param dayJ2000 days of terrestrial time since 2000-01-01 12:00 (Julian ephemeris day - 2451545)
 */
export function slowSun(dayJ2000: number, place: SlowSun): void {
  const century = dayJ2000 / 36_525;
  const millennium = century / 10;
  const longitude = sumGroups(longitudeTerms, millennium);
  const latitude = -sumGroups(latitudeTerms, millennium);
  const distanceAu = sumGroups(distanceTerms, millennium);
  nutation(century, wobble);
  const epsilon = meanObliquityRad(millennium) + wobble.obliquityRad;
  const aberration = (-20.4898 / (3600 * distanceAu)) * RAD;
  const lambda = longitude + Math.PI + wobble.longitudeRad + aberration;
  const sinLambda = Math.sin(lambda);
  const sinEpsilon = Math.sin(epsilon);
  const cosEpsilon = Math.cos(epsilon);
  place.rightAscensionRad = Math.atan2(sinLambda * cosEpsilon - Math.tan(latitude) * sinEpsilon, Math.cos(lambda));
  place.declinationRad = Math.asin(Math.sin(latitude) * cosEpsilon + Math.cos(latitude) * sinEpsilon * sinLambda);
  place.distanceAu = distanceAu;
  place.equinoxRad = wobble.longitudeRad * cosEpsilon;
}

function sumGroups(groups: readonly Float64Array[], millennium: number): number {
  let sum = 0;
  for (let power = groups.length - 1; power >= 0; power--) {
    const terms = groups[power]!;
    let group = 0;
    for (let i = 0; i < terms.length; i += 3) group += terms[i]! * cosine(terms[i + 1]! + terms[i + 2]! * millennium);
    sum = sum * millennium + group;
  }
  return sum / 1e8;
}

/**
 * Cosine within 1e-11 for angles up to 1e5, several times faster than `Math.cos`: series about the nearest multiple of π.
 * In the sums it changes less than 1e-12 rad.
 */
function cosine(angleRad: number): number {
  const turns = Math.floor(angleRad / Math.PI + 0.5);
  const x = (angleRad - turns * Math.PI) ** 2;
  const high = 1 / 479001600 + x * (-1 / 87178291200 + x * (1 / 20922789888000 - x / 6402373705728000));
  const series = 1 + x * (-1 / 2 + x * (1 / 24 + x * (-1 / 720 + x * (1 / 40320 + x * (-1 / 3628800 + x * high)))));
  return (1 - 2 * (turns & 1)) * series;
}

const obliquityArcSeconds = [
  84381.448, -4680.93, -1.55, 1999.25, -51.38, -249.67, -39.05, 7.12, 27.87, 5.79, 2.45,
] as const;

function meanObliquityRad(millennium: number): number {
  const u = millennium / 10;
  return (obliquityArcSeconds.reduceRight((sum, term) => sum * u + term, 0) / 3600) * RAD;
}
