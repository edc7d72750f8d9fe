import type { Point } from '@usina/core';
import { type SunspecType, typeRules } from './pointType.ts';

/** One point of a model, as the SunSpec model files name it. */
export interface SunspecPoint {
  readonly name: string;
  readonly type: SunspecType;
  /** Registers; needed for strings only. */
  readonly size?: number | undefined;
  /** Name of the point that holds its power of ten, or the power itself. */
  readonly sf?: string | number | undefined;
  readonly units?: string | undefined;
  /** The point of a `Reading` that its scaled value becomes. */
  readonly point?: Point | undefined;
  /** Given as a share of 1 by some devices and in percent by others. */
  readonly percentOrShare?: boolean | undefined;
}

/** A SunSpec information model as data. `points` begins with `ID` and `L`. */
export interface SunspecModel {
  readonly id: number;
  readonly name: string;
  readonly points: readonly SunspecPoint[];
}

/** A point with its place. */
export interface PlacedPoint extends SunspecPoint {
  /** Registers from the model's ID register. */
  readonly offset: number;
  readonly registers: number;
}

const placed = new WeakMap<SunspecModel, readonly PlacedPoint[]>();

/** The points with their offsets, computed once a model. */
export function placePoints(model: SunspecModel): readonly PlacedPoint[] {
  const known = placed.get(model);
  if (known) return known;
  let offset = 0;
  const points = model.points.map((point) => {
    const registers = point.size ?? typeRules[point.type].size ?? 0;
    const here = { ...point, offset, registers };
    offset += registers;
    return here;
  });
  placed.set(model, points);
  return points;
}
