import { median } from '../history/median.ts';
import { peerMedian } from '../history/peerMedian.ts';

export interface ExpectedPowerOptions {
  /** Power of the unit in question. [W] */
  own: Float64Array;
  /** Power of the other units. [W] */
  peers: readonly Float64Array[];
  /** Rated DC power of the unit and of its peers, all 1 where it is not known. */
  ownSize: number;
  peerSizes: readonly number[];
  irradianceWm2: Float64Array;
  /** Intervals in which the unit's own power says what it normally makes of the sun. */
  sunny: readonly number[];
  /** Intervals to answer for. */
  at: readonly number[];
}

/**
 * What a unit that stood still would have delivered, W by interval: the median of the peers that were running, and where
 * none was, its own usual power per irradiance times the irradiance. NaN where neither is known.
 */
export function expectedPower(options: ExpectedPowerOptions): Float64Array {
  const { own, peers, ownSize, peerSizes, irradianceWm2, sunny, at } = options;
  const running = (watts: number) => watts > 0;
  const fromPeers = peerMedian({ values: peers, sizes: peerSizes, at, counts: running });
  const usual = median(
    sunny.filter((interval) => running(own[interval]!)).map((interval) => own[interval]! / irradianceWm2[interval]!),
  );
  return Float64Array.from(at, (interval, index) => {
    const watts = fromPeers[index]! * ownSize;
    return Number.isFinite(watts) ? watts : usual * irradianceWm2[interval]!;
  });
}
