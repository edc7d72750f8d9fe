/** Beyond these no light on Earth is, but marks for "no value" such as -9999 are. [W/m²] */
const [LEAST_WM2, MOST_WM2] = [-50, 2_500];

/** Irradiance of a sensor: slightly negative, as at night, is none; what cannot be and what is not given is NaN. [W/m²] */
export function readIrradiance(valueWm2: number | undefined): number {
  if (valueWm2 === undefined || !(valueWm2 >= LEAST_WM2 && valueWm2 <= MOST_WM2)) return Number.NaN;
  return Math.max(valueWm2, 0);
}
