/**
 * Terrestrial time minus universal time, by the polynomials of Espenak and Meeus. [s]
 *
 * Years 1900 to 2150; after that the parabola of the long term, before 1900 the first piece (not meant for use). After
 * 2005 an extrapolation: 2020 is about 2 s high, which moves the sun by 1e-5°. NaN in gives NaN out.
 *
 * @see F. Espenak, J. Meeus, "Five Millennium Canon of Solar Eclipses", NASA/TP-2006-214141.
 *
 * @example
 * deltaT({ year: 2020, month: 6 }) // 71.8503
 */
export function deltaT({ year, month }: { year: number; month: number }): number {
  const y = year + (month - 0.5) / 12;
  for (const [until, origin, coefficients] of pieces) {
    if (y < until) return polynomial(coefficients, y - origin);
  }
  return longTerm(y);
}

/** Until which year, from which origin, by which coefficients (ascending powers of years). */
const pieces: readonly (readonly [number, number, readonly number[]])[] = [
  [1920, 1900, [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197]],
  [1941, 1920, [21.2, 0.84493, -0.0761, 0.0020936]],
  [1961, 1950, [29.07, 0.407, -1 / 233, 1 / 2547]],
  [1986, 1975, [45.45, 1.067, -1 / 260, -1 / 718]],
  [2005, 2000, [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599]],
  [2050, 2000, [62.92, 0.32217, 0.005589]],
];

function polynomial(coefficients: readonly number[], t: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
}

function longTerm(y: number): number {
  const parabola = -20 + 32 * ((y - 1820) / 100) ** 2;
  return y < 2150 ? parabola - 0.5628 * (2150 - y) : parabola;
}
