import type { Series } from '@usina/core/series';
import { cosDeg } from '../angles.ts';
import type { Decomposition } from '../decomposition/Decomposition.ts';
import { SolarError } from '../SolarError.ts';
import { readIrradiance } from './readIrradiance.ts';
import type { IntervalSun } from './sunOfIntervals.ts';

/**
 * Global, beam and diffuse irradiance of each interval: as measured where all three are there, by difference where two
 * are, decomposed where only the global one is.
 *
 * Throws `SOLAR_INPUT` when the weather has neither `ghiWm2` nor both `dniWm2` and `dhiWm2`.
 */
export function horizontalIrradiance(series: Series, sun: IntervalSun, decomposition: Decomposition) {
  const { ghiWm2: ghi, dniWm2: dni, dhiWm2: dhi } = series.columns;
  if (ghi === undefined && (dni === undefined || dhi === undefined)) {
    throw new SolarError(
      'SOLAR_INPUT',
      `Read the columns ${Object.keys(series.columns).join(', ')}, expected ghiWm2, or dniWm2 and dhiWm2, or poaWm2.`,
      { context: { columns: Object.keys(series.columns) } },
    );
  }
  const length = sun.zenithDeg.length;
  const ghiWm2 = new Float64Array(length);
  const dniWm2 = new Float64Array(length);
  const dhiWm2 = new Float64Array(length);
  let incomplete = false;
  for (let i = 0; i < length; i++) {
    const cosine = cosDeg(sun.zenithDeg[i]!);
    const beam = readIrradiance(dni?.[i]);
    const global = readIrradiance(ghi?.[i]);
    const measured = readIrradiance(dhi?.[i]);
    const diffuse = Number.isNaN(measured) ? Math.max(global - beam * Math.max(cosine, 0), 0) : measured;
    dhiWm2[i] = diffuse;
    ghiWm2[i] = Number.isNaN(global) ? Math.max(beam * Math.max(cosine, 0) + diffuse, 0) : global;
    // below 3° over the horizon the beam by difference is noise divided by almost nothing
    dniWm2[i] = Number.isNaN(beam) ? (cosine > 0.05 ? Math.max((global - diffuse) / cosine, 0) : diffuse * 0) : beam;
    incomplete ||= Number.isNaN(diffuse) && !Number.isNaN(global);
  }
  if (incomplete) {
    const split = decomposition.decompose({ ghiWm2, zenithDeg: sun.zenithDeg, dniExtraWm2: sun.dniExtraWm2 });
    for (let i = 0; i < length; i++) {
      if (!Number.isNaN(dhiWm2[i]!)) continue;
      dniWm2[i] = split.dniWm2[i]!;
      dhiWm2[i] = split.dhiWm2[i]!;
    }
  }
  return { ghiWm2, dniWm2, dhiWm2 };
}
