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

/** Nutation in longitude and obliquity; `century` is in Julian centuries of terrestrial time since J2000. [rad] */
export function nutation(century: number): { longitudeRad: number; obliquityRad: number } {
  const x = argumentsDeg.map(([a, b, c, d]) => (a + century * (b + century * (c + century * d))) * RAD);
  const terms = nutationTerms;
  let longitude = 0;
  let obliquity = 0;
  for (let i = 0; i < terms.length; i += 9) {
    let angle = 0;
    for (let k = 0; k < 5; k++) angle += terms[i + k]! * x[k]!;
    longitude += (terms[i + 5]! + terms[i + 6]! * century) * Math.sin(angle);
    obliquity += (terms[i + 7]! + terms[i + 8]! * century) * Math.cos(angle);
  }
  return { longitudeRad: (longitude / 36e6) * RAD, obliquityRad: (obliquity / 36e6) * RAD };
}
