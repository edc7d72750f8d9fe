/** Energy of one window by one way of measuring. */
export interface MeasuredEnergy {
  /** Energy that was measured, delivered less consumed. [Wh] NaN where `coverage` is 0. */
  readonly energyWh: number;
  /** Share of the window that it stands for, 0 to 1. */
  readonly coverage: number;
  /** Points that it was made from. */
  readonly points: readonly string[];
  /** Gaps that ended within the window. */
  readonly gaps: number;
}

/** Energy of one window by registers. */
export interface CountedEnergy extends MeasuredEnergy {
  /** What the registers grew by over gaps that ended within the window: known in sum, not in time; not in `energyWh`. [Wh] */
  readonly unplacedWh: number;
  readonly rollOvers: number;
  readonly resets: number;
  readonly exchanges: number;
}

/** Energy of one asset over one window. Positive is delivery: generation, discharge, export. */
export interface EnergyWindow {
  readonly key: string;
  readonly assetId: string;
  readonly startMs: number;
  /** Excluded. */
  readonly endMs: number;
  /** By the method that was chosen. [Wh] NaN where `coverage` is 0: nothing is known, which is not zero. */
  readonly energyWh: number;
  /** Share of the window that `energyWh` stands for, 0 to 1. */
  readonly coverage: number;
  /** How `energyWh` was found; `none` where the asset has sent neither a register nor power so far. */
  readonly method: 'counter' | 'power' | 'none';
  /** Of the counters where they are the method, otherwise 0. [Wh] */
  readonly unplacedWh: number;
  /** Both ways, where the asset has them, to compare. */
  readonly counter?: CountedEnergy | undefined;
  readonly power?: MeasuredEnergy | undefined;
  /** Flags of the points that were used, as a bit set of `flagBit`. */
  readonly flags: number;
  readonly lateReadings: number;
  readonly lastOfPeriod: boolean;
}
