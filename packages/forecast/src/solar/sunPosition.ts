import type { Column } from '@usina/core/series';
import { RAD, wrapDeg } from './angles.ts';
import { firstNumbers, outColumns } from './outColumns.ts';
import { pressureAtAltitude } from './pressureAtAltitude.ts';
import { type Quantity, quantityLength, type Scalars, toColumn } from './Quantity.ts';
import { checkRange } from './SolarError.ts';
import { createDeltaT } from './spa/createDeltaT.ts';
import { createSunPath, exactSunPath, type SunPath } from './spa/createSunPath.ts';
import { siderealDeg } from './spa/siderealDeg.ts';

export interface SunPositionOptions {
  /** Instants, epoch milliseconds UTC. */
  atMs: Quantity;
  /** North positive, -90 to 90. [°] */
  latitudeDeg: number;
  /** East positive, -180 to 180. [°] */
  longitudeDeg: number;
  /** Above sea level. [m] @defaultValue 0 */
  altitudeM?: number;
  /** Air pressure, for the refraction. [Pa] @defaultValue that of the standard atmosphere at the altitude */
  pressurePa?: Quantity;
  /** Air temperature, for the refraction. [°C] @defaultValue 12 */
  airTemperatureC?: Quantity;
  /** Terrestrial minus universal time. [s] @defaultValue by the year and month of each instant, see `deltaT` */
  deltaTS?: number;
  /** Arrays to write to, each as long as the input. @defaultValue new ones */
  out?: Partial<SunPosition>;
}

/** Place of the sun: numbers, or a column each. */
export interface SunPosition<Q extends Quantity = Column> {
  /** From the zenith, without the air. 0 to 180. [°] */
  zenithDeg: Q;
  /** From the zenith, as refracted by the air. [°] */
  apparentZenithDeg: Q;
  /** Clockwise from north, 0 to 360. [°] */
  azimuthDeg: Q;
  /** Apparent minus mean solar time. [min] */
  equationOfTimeMin: Q;
  /** Distance Earth to Sun. [au] */
  distanceAu: Q;
}

/** Refraction at the horizon in the algorithm: the sun counts as up above -(radius + this). [°] */
const HORIZON_DEG = -(0.26667 + 0.5667);
const MS_PER_DAY = 86_400_000;
/** 2000-01-01 12:00. */
const J2000_MS = 946_728_000_000;

/**
 * Place of the sun by the solar position algorithm of NREL (SPA), stated accurate to 0.0003° for the years -2000 to 6000,
 * where the difference of the clocks is known: that of `deltaT` holds from 1900 on, before it give `deltaTS`.
 *
 * Arrays with more instants than days are read from nodes a day apart, which changes the result by less than 1e-8°.
 * NaN in `atMs` gives NaN out.
 * Throws `SOLAR_RANGE` for a place that is not on Earth and `SOLAR_LENGTHS` for arrays of unequal length.
 *
 * @see I. Reda, A. Andreas, "Solar position algorithm for solar radiation applications", Solar Energy 76(5), 577-589, 2004.
 *
 * @example
 * sunPosition({ atMs: Date.UTC(2003, 9, 17, 19, 30, 30), latitudeDeg: 39.742476, longitudeDeg: -105.1786, altitudeM: 1830.14,
 *   pressurePa: 82_000, airTemperatureC: 11, deltaTS: 67 })
 * // { apparentZenithDeg: 50.1116, azimuthDeg: 194.3402, … }: the example of the report
 */
export function sunPosition(options: Scalars<SunPositionOptions>): SunPosition<number>;
export function sunPosition(options: SunPositionOptions): SunPosition;
export function sunPosition(options: SunPositionOptions): SunPosition<number> | SunPosition {
  const { atMs, latitudeDeg, longitudeDeg, altitudeM = 0, airTemperatureC = 12 } = options;
  checkRange('latitudeDeg', latitudeDeg, -90, 90);
  checkRange('longitudeDeg', longitudeDeg, -180, 180);
  const pressurePa = options.pressurePa ?? pressureAtAltitude({ altitudeM });
  const length = quantityLength([atMs, pressurePa, airTemperatureC]);
  const n = length ?? 1;
  const times = toColumn(atMs, n);
  const pressures = toColumn(pressurePa, n);
  const temperatures = toColumn(airTemperatureC, n);
  const names = ['zenithDeg', 'apparentZenithDeg', 'azimuthDeg', 'equationOfTimeMin', 'distanceAu'] as const;
  const result = outColumns(names, n, length === undefined ? {} : options.out);
  const { zenithDeg, apparentZenithDeg, azimuthDeg, equationOfTimeMin, distanceAu } = result;
  const lagOf = createDeltaT(options.deltaTS);
  const path = pathThrough(times);
  const sinLat = Math.sin(latitudeDeg * RAD);
  const cosLat = Math.cos(latitudeDeg * RAD);
  const u = Math.atan(0.99664719 * Math.tan(latitudeDeg * RAD));
  const x = Math.cos(u) + (altitudeM / 6_378_140) * cosLat;
  const y = 0.99664719 * Math.sin(u) + (altitudeM / 6_378_140) * sinLat;
  const place = { rightAscensionRad: 0, declinationRad: 0, distanceAu: 1, equinoxRad: 0 };
  for (let i = 0; i < n; i++) {
    const days = daysSinceJ2000(times[i]!);
    const lagDays = lagOf(times[i]!) / 86_400;
    path.read(days + lagDays, place);
    const hourAngle = (wrapDeg(siderealDeg(days)) + longitudeDeg) * RAD + place.equinoxRad - place.rightAscensionRad;
    const sinParallax = Math.sin((8.794 / (3600 * place.distanceAu)) * RAD);
    const cosDec = Math.cos(place.declinationRad);
    const across = cosDec - x * sinParallax * Math.cos(hourAngle);
    const shift = Math.atan2(-x * sinParallax * Math.sin(hourAngle), across);
    const declination = Math.atan2((Math.sin(place.declinationRad) - y * sinParallax) * Math.cos(shift), across);
    const h = hourAngle - shift;
    const sinElevation = sinLat * Math.sin(declination) + cosLat * Math.cos(declination) * Math.cos(h);
    const elevationDeg = Math.asin(Math.min(1, Math.max(-1, sinElevation))) / RAD;
    zenithDeg[i] = 90 - elevationDeg;
    apparentZenithDeg[i] = 90 - elevationDeg - refractionDeg(elevationDeg, pressures[i]!, temperatures[i]!);
    const azimuth = Math.atan2(Math.sin(h), Math.cos(h) * sinLat - Math.tan(declination) * cosLat);
    azimuthDeg[i] = wrapDeg(azimuth / RAD + 180);
    equationOfTimeMin[i] = equationOfTime((days + lagDays) / 365_250, place.rightAscensionRad, place.equinoxRad);
    distanceAu[i] = place.distanceAu;
  }
  return length === undefined ? firstNumbers(result) : result;
}

function refractionDeg(elevationDeg: number, pressurePa: number, temperatureC: number): number {
  if (elevationDeg < HORIZON_DEG) return 0;
  const bend = 1.02 / (60 * Math.tan((elevationDeg + 10.3 / (elevationDeg + 5.11)) * RAD));
  return (pressurePa / 101_000) * (283 / (273 + temperatureC)) * bend;
}

function equationOfTime(millennium: number, rightAscensionRad: number, equinoxRad: number): number {
  const t = millennium;
  const meanDeg =
    280.4664567 + t * (360007.6982779 + t * (0.03032028 + t * (1 / 49931 - t * (1 / 15300 + t / 2_000_000))));
  const minutes = 4 * wrapDeg(meanDeg - 0.0057183 - (rightAscensionRad - equinoxRad) / RAD);
  return minutes > 720 ? minutes - 1440 : minutes;
}

/**
 * Through the Julian day in double precision, as the algorithm prescribes and every implementation does: it resolves 40 µs
 * (2e-7° of the hour angle), by which near the zenith the azimuth of a finer reckoning would differ by more than 1e-6°.
 */
function daysSinceJ2000(atMs: number): number {
  return atMs / 1000 / 86_400 + 2_440_587.5 - 2_451_545;
}

/** Nodes pay where there are more instants than days to sum. */
function pathThrough(times: Float64Array): SunPath {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    first = Math.min(first, times[i]!);
    last = Math.max(last, times[i]!);
  }
  const days = (last - first) / MS_PER_DAY;
  if (times.length === 0 || !(days + 10 < times.length)) return exactSunPath;
  return createSunPath((first - J2000_MS) / MS_PER_DAY - 1, (last - J2000_MS) / MS_PER_DAY + 1);
}
