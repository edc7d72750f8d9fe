import type { Column } from '@usina/core/series';
import { outColumn } from '../Quantity.ts';
import { checkRange } from '../SolarError.ts';

export interface KimberSoilingOptions {
  /** Rain of each step. [mm] A missing value counts as no rain. */
  rainfallMm: Float64Array;
  /** Length of a step. [ms] */
  stepMs: number;
  /** More rain than this within `rainAccumulationHours` cleans. [mm] @defaultValue 6 */
  cleaningThresholdMm?: number;
  /** Loss that a dry day adds, as a share. @defaultValue 0.0015 */
  soilingLossPerDay?: number;
  /** After a cleaning rain the ground stays damp and no dust rises. [d] @defaultValue 14 */
  graceDays?: number;
  /** The loss grows no further, as a share. @defaultValue 0.3 */
  maxSoiling?: number;
  /** At the start, as a share. @defaultValue 0 */
  initialSoiling?: number;
  /** @defaultValue 24 */
  rainAccumulationHours?: number;
  /** Steps at which somebody washes the modules. @defaultValue none */
  washedAt?: readonly number[];
  out?: Column;
}

/**
 * Share of the light that soiling takes, 0 to `maxSoiling`: it grows day by day and rain washes it off. NaN counts as
 * no rain.
 *
 * @see A. Kimber, L. Mitchell, S. Nogradi, H. Wenger, "The effect of soiling on large grid-connected photovoltaic
 * systems in California and the southwest region of the United States", 4th World Conference on Photovoltaic Energy
 * Conversion, 2006.
 *
 * @example
 * kimberSoiling({ rainfallMm: new Float64Array(11), stepMs: 86_400_000 })[10] // 0.015
 */
export function kimberSoiling({
  rainfallMm,
  stepMs,
  cleaningThresholdMm = 6,
  soilingLossPerDay = 0.0015,
  graceDays = 14,
  maxSoiling = 0.3,
  initialSoiling = 0,
  rainAccumulationHours = 24,
  washedAt = [],
  out,
}: KimberSoilingOptions): Column {
  checkRange('stepMs', stepMs, 1, 86_400_000);
  checkRange('maxSoiling', maxSoiling, 0, 1);
  checkRange('initialSoiling', initialSoiling, 0, maxSoiling);
  const soiling = outColumn(out, rainfallMm.length);
  const window = Math.max(1, Math.round((rainAccumulationHours * 3_600_000) / stepMs));
  const grace = Math.max(1, Math.round((graceDays * 86_400_000) / stepMs));
  const growth = (soilingLossPerDay * stepMs) / 86_400_000;
  const washed = new Set(washedAt);
  const rainAt = (i: number) => (i < 0 || Number.isNaN(rainfallMm[i]!) ? 0 : rainfallMm[i]!);
  let lost = initialSoiling;
  let lastRain = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rainfallMm.length; i++) {
    let fallen = 0;
    for (let k = i - window + 1; k <= i; k++) fallen += rainAt(k);
    if (fallen > cleaningThresholdMm) lastRain = i;
    if (i > 0) lost += growth;
    if (i - lastRain < grace || washed.has(i)) lost = 0;
    soiling[i] = Math.min(lost, maxSoiling);
  }
  return soiling;
}
