import type { PowerCurve } from './PowerCurve.ts';
import { checkWind, WindError } from './WindError.ts';

export interface FitPowerCurveOptions {
  /** At hub height. [m/s] NaN where missing. */
  windSpeedMps: Float64Array;
  /** Measured. [W] NaN where missing. */
  powerW: Float64Array;
  /** Width of a bin. [m/s] @defaultValue 0.5 */
  binMps?: number;
  /** Bins with fewer pairs are left out. @defaultValue 3 */
  fewest?: number;
  /** Where the turbine stops, by its data sheet: what it did tells no cut-out. Up to there the last bin holds. [m/s] @defaultValue 25 */
  cutOutMps?: number;
}

/**
 * Power curve of a turbine from what it did, by the method of bins: mean speed and mean power of each bin. Pairs with
 * NaN are left out. Throws `WIND_INPUT` for arrays of unequal length, `WIND_CURVE` when fewer than two bins have enough
 * pairs.
 *
 * @see IEC 61400-12-1:2017, section 9.2.
 *
 * @example
 * fitPowerCurve({ windSpeedMps: Float64Array.of(4, 4, 8, 8), powerW: Float64Array.of(900, 1_100, 6_000, 6_000), fewest: 2 })
 * // { windSpeedMps: [4, 8, 25], powerW: [1000, 6000, 6000] }
 */
export function fitPowerCurve(options: FitPowerCurveOptions): PowerCurve {
  const { windSpeedMps, powerW, binMps = 0.5, fewest = 3, cutOutMps = 25 } = options;
  checkWind('binMps', binMps, 0.05, 10);
  checkWind('cutOutMps', cutOutMps, 1, 100);
  if (windSpeedMps.length !== powerW.length) {
    throw new WindError(
      'WIND_INPUT',
      `Read ${windSpeedMps.length} speeds and ${powerW.length} powers, expected pairs.`,
      {
        context: { lengths: [windSpeedMps.length, powerW.length] },
      },
    );
  }
  const bins = new Map<number, { pairs: number; speed: number; power: number }>();
  for (let i = 0; i < windSpeedMps.length; i++) {
    const [speed, power] = [windSpeedMps[i]!, powerW[i]!];
    if (!Number.isFinite(speed) || !Number.isFinite(power) || speed < 0) continue;
    const index = Math.round(speed / binMps);
    const bin = bins.get(index) ?? { pairs: 0, speed: 0, power: 0 };
    bins.set(index, { pairs: bin.pairs + 1, speed: bin.speed + speed, power: bin.power + power });
  }
  const kept = [...bins].filter(([, bin]) => bin.pairs >= fewest).sort(([a], [b]) => a - b);
  if (kept.length < 2) {
    throw new WindError('WIND_CURVE', `Read ${kept.length} bins with ${fewest} pairs or more, expected two at least.`, {
      context: { bins: kept.length, fewest },
    });
  }
  const speeds = kept.map(([, bin]) => bin.speed / bin.pairs);
  const powers = kept.map(([, bin]) => bin.power / bin.pairs);
  const holds = speeds.at(-1)! < cutOutMps;
  return {
    windSpeedMps: holds ? [...speeds, cutOutMps] : speeds,
    powerW: holds ? [...powers, powers.at(-1)!] : powers,
  };
}
