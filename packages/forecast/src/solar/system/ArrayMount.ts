import type { Quantity } from '../Quantity.ts';

/** The sun that a mount is asked for. */
export interface MountSun {
  /** [°] */
  readonly apparentZenithDeg: Float64Array;
  /** Clockwise from north. [°] */
  readonly azimuthDeg: Float64Array;
}

/** Where an array faces under a sun. */
export interface ArrayPlacement {
  /** [°] NaN where the array has no place, such as a tracker at night: it gives no power then. */
  readonly surfaceTiltDeg: Quantity;
  /** Clockwise from north. [°] */
  readonly surfaceAzimuthDeg: Quantity;
  /** Share of the array that its neighbour keeps the beam from, 0 to 1. @defaultValue 0 */
  readonly shadedFraction?: Quantity | undefined;
}

/** How an array stands or turns: a value to compose a `pvSystem` with. */
export interface ArrayMount {
  readonly id: string;
  /** Author, year. */
  readonly source: string;
  place(sun: MountSun): ArrayPlacement;
}
