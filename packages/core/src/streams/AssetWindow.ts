/** What every point of a window tells. */
interface PointWindowBase {
  /** Usable values measured within the window. */
  readonly count: number;
  /** Values within the window that were there but not usable, or flagged instead of given (at most 65,535). */
  readonly suspectCount: number;
  /** Flags met within the window, as a bit set of `flagBit`. */
  readonly flags: number;
  /** When the first usable value of the window was measured, epoch milliseconds; NaN where `count` is 0. */
  readonly firstAtMs: number;
  /** When the last usable value was measured; before `startMs` where `count` is 0, NaN where there never was one. */
  readonly lastAtMs: number;
  /** The last usable value, carried forward from an earlier window where `count` is 0. */
  readonly lastValue: number;
}

/** A gauge over one window: power, voltage, temperature. */
export interface GaugeWindow extends PointWindowBase {
  readonly kind: 'gauge';
  /** Integral over the covered time: the point's unit × milliseconds. Divide by `coveredMs` for the time-weighted mean. */
  readonly integral: number;
  /** Time within the window that lies between two usable values not farther apart than `maxGapMs`. */
  readonly coveredMs: number;
  /** Least and greatest measured value; NaN where `count` is 0. */
  readonly min: number;
  readonly max: number;
  /** Gaps longer than `maxGapMs` that ended within the window (at most 255, as all counts of events). */
  readonly gaps: number;
}

/** A register that only grows, over one window. */
export interface CounterWindow extends PointWindowBase {
  readonly kind: 'counter';
  /** Growth within the window, split at its edges by time. Sums over windows telescope. */
  readonly increase: number;
  /** Growth over gaps longer than `maxGapMs` that ended within the window: known in sum, not in time, so in no `increase`. */
  readonly unplaced: number;
  /** Time that `increase` stands for. */
  readonly coveredMs: number;
  /** Register at `firstAtMs`; NaN where `count` is 0. */
  readonly firstValue: number;
  readonly gaps: number;
  /** Times the register passed its largest number and went on from zero; counted in `increase`. */
  readonly rollOvers: number;
  /** Times it fell back to about zero; what it counted around the fall is not known and in no `increase`. */
  readonly resets: number;
  /** Jumps to a number that no asset of this size could count to: another meter; in no `increase` either. */
  readonly exchanges: number;
}

/** A state or alarm code over one window: the last one holds until the next. */
export interface StateWindow extends PointWindowBase {
  readonly kind: 'state';
}

export type PointWindow = GaugeWindow | CounterWindow | StateWindow;

/** All that one asset sent for one interval of event time, `startMs` included, `endMs` excluded. */
export interface AssetWindow {
  /** The group: the asset id, or what `groupBy` made of the reading. */
  readonly key: string;
  readonly assetId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly points: Readonly<Record<string, PointWindow>>;
  /** Readings of the group that came too late since its previous window; they went to `late` (at most 65,535). */
  readonly lateReadings: number;
  /** No further window with this `startMs` follows, of any group. */
  readonly lastOfPeriod: boolean;
}
