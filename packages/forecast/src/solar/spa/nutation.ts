import { RAD } from '../angles.ts';
import { nutationTerms } from './nutationTerms.ts';

/** Fundamental arguments: constant, then the factors of t, t², t³. [deg] */
const argumentsDeg = [
  [297.85036, 445267.11148, -0.0019142, 1 / 189474],
  [357.52772, 35999.05034, -0.0001603, -1 / 300000],
  [134.96298, 477198.867398, 0.0086972, 1 / 56250],
  [93.27191, 483202.017538, -0.0036825, 1 / 327270],
  [125.04452, -1934.136261, 0.0020708, 1 / 450000],
] as const;

/** Largest multiple of an argument in the terms. */
const MOST = 4;
/** Cosines and sines of the multiples -4 to 4 of each argument. */
const cosines = /* @__PURE__ */ new Float64Array(5 * (2 * MOST + 1));
const sines = /* @__PURE__ */ new Float64Array(5 * (2 * MOST + 1));

const END = 255;
/** For each term the places of its multiples in the tables, then the end. */
const products: Uint8Array = /* @__PURE__ */ placesOf(nutationTerms);

function placesOf(terms: Float64Array): Uint8Array {
  const places: number[] = [];
  for (let i = 0; i < terms.length; i += 9) {
    for (let k = 0; k < 5; k++) {
      if (terms[i + k] !== 0) places.push(k * (2 * MOST + 1) + MOST + terms[i + k]!);
    }
    places.push(END);
  }
  return Uint8Array.from(places);
}

/** Nutation, written over by the next call. */
export interface Nutation {
  longitudeRad: number;
  obliquityRad: number;
}

/**
 * Nutation in longitude and obliquity; `century` is in Julian centuries of terrestrial time since J2000. [rad]
 *
 * The angles are sums of multiples of five: their cosines are products of ten, which is four times faster than 126.
 */
export function nutation(century: number, result: Nutation): void {
  for (let k = 0; k < 5; k++) {
    const [a, b, c, d] = argumentsDeg[k]!;
    writeMultiples(((a + century * (b + century * (c + century * d))) % 360) * RAD, k * (2 * MOST + 1) + MOST);
  }
  const terms = nutationTerms;
  let longitude = 0;
  let obliquity = 0;
  let next = 0;
  for (let i = 0; i < terms.length; i += 9) {
    let cosine = 1;
    let sine = 0;
    while (products[next] !== END) {
      const place = products[next++]!;
      const old = cosine;
      cosine = old * cosines[place]! - sine * sines[place]!;
      sine = sine * cosines[place]! + old * sines[place]!;
    }
    next++;
    longitude += (terms[i + 5]! + terms[i + 6]! * century) * sine;
    obliquity += (terms[i + 7]! + terms[i + 8]! * century) * cosine;
  }
  result.longitudeRad = (longitude / 36e6) * RAD;
  result.obliquityRad = (obliquity / 36e6) * RAD;
}

function writeMultiples(angleRad: number, middle: number): void {
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  cosines[middle] = 1;
  sines[middle] = 0;
  for (let m = 1; m <= MOST; m++) {
    const c = cosines[middle + m - 1]! * cosine - sines[middle + m - 1]! * sine;
    const s = sines[middle + m - 1]! * cosine + cosines[middle + m - 1]! * sine;
    cosines[middle + m] = cosines[middle - m] = c;
    sines[middle + m] = s;
    sines[middle - m] = -s;
  }
}
