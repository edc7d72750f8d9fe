import {
  hayDavies,
  isotropic,
  king,
  klucher,
  perez,
  perezDriesse,
  reindl,
  type Transposition,
} from '@usina/forecast/solar';
import { relative } from './Check.ts';
import type { Comparison } from './Comparison.ts';
import { hourMs, readVariants, readWeather, simulateVariant } from './chainSetup.ts';

const skies: Record<string, Transposition> = {
  isotropic,
  klucher,
  haydavies: hayDavies,
  reindl,
  king,
  perez,
  'perez-driesse': perezDriesse,
};

/** A year and its months, for every model of the sky, fixed and on a tracker. */
export const variants: Comparison = (folder) => {
  const setup = readVariants(folder);
  const { startMs } = readWeather(folder);
  const { axis_tilt, axis_azimuth, max_angle, backtrack, gcr } = setup.tracker;
  const tracker = {
    axisTiltDeg: axis_tilt,
    axisAzimuthDeg: axis_azimuth,
    maxAngleDeg: max_angle,
    backtrack,
    gcr,
  };
  const zoneMs = Math.round(setup.site.longitude / 15) * hourMs;
  const check = relative(1e-9);
  return Object.entries(setup.variants).flatMap(([variant, sums]) => {
    const [mount, sky] = variant.split('/') as [string, string];
    const result = simulateVariant(folder, skies[sky]!, mount === 'fixed' ? undefined : tracker);
    const months = new Float64Array(12);
    for (const [i, watts] of result.acPowerW.entries()) {
      months[new Date(startMs + (i + 0.5) * hourMs + zoneMs).getUTCMonth()]! += watts / 1_000;
    }
    const poa = result.poaWm2.reduce((sum, value) => sum + value, 0) / 1_000;
    const ac = months.reduce((sum, value) => sum + value, 0);
    const figures = { poa_kwh_m2: [poa, sums.poa_kwh_m2], ac_kwh: [ac, sums.ac_kwh] } as const;
    return [
      ...Object.entries(figures).map(([name, [got, expected]]) => ({
        name: `${variant} ${name}`,
        got,
        expected,
        check,
      })),
      ...sums.ac_kwh_by_month.map((expected, month) => ({
        name: `${variant} month ${month + 1}`,
        got: months[month]!,
        expected,
        check,
      })),
    ];
  });
};
