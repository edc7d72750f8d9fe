import type { Flag, Point } from '@usina/core';
import { readPoint, scale } from './decodeModel.ts';
import type { SunspecRaw } from './pointType.ts';
import { type PlacedPoint, placePoints, type SunspecModel } from './SunspecModel.ts';

interface Source {
  readonly point: Point;
  readonly from: PlacedPoint;
  readonly scaledBy: PlacedPoint | undefined;
}

const sources = new WeakMap<SunspecModel, readonly Source[]>();

/** The points of a model that become points of a reading. */
export function readingSources(model: SunspecModel): readonly Source[] {
  const known = sources.get(model);
  if (known) return known;
  const placed = placePoints(model);
  const list = placed.flatMap((from): Source[] => {
    if (from.point === undefined) return [];
    return [{ point: from.point, from, scaledBy: placed.find(({ name }) => name === from.sf) }];
  });
  sources.set(model, list);
  return list;
}

/** Values of a reading so far, and the points that the device says it has not. */
export interface ModelMeasurement {
  readonly values: Partial<Record<Point, number>>;
  readonly missing: Set<Point>;
}

/** Shares of 1 may lie a little above it by rounding; a real power factor of 1 % does not occur. */
const largestShare = 1.1;

/**
 * Adds a model's registers (from `ID` on) to a measurement. A point that an earlier model gave keeps its value. What is
 * not implemented, or cannot be scaled because its scale factor is not, goes to `missing`.
 */
export function measureModel(model: SunspecModel, registers: ArrayLike<number>, into: ModelMeasurement): void {
  const available = Math.min(registers.length, registers[1]! + 2);
  for (const { point, from, scaledBy } of readingSources(model)) {
    if (into.values[point] !== undefined) continue;
    const raw = readPoint(from, registers, available);
    const power = powerOf(from, scaledBy, registers, available);
    const value = raw === null ? null : scale(raw, power);
    if (value === null) {
      into.missing.add(point);
      continue;
    }
    into.missing.delete(point);
    into.values[point] = from.percentOrShare && Math.abs(value) > largestShare ? value / 100 : value;
  }
}

function powerOf(
  from: PlacedPoint,
  scaledBy: PlacedPoint | undefined,
  registers: ArrayLike<number>,
  available: number,
): SunspecRaw | null {
  if (scaledBy) return readPoint(scaledBy, registers, available);
  return typeof from.sf === 'number' ? from.sf : 0;
}

/** The flags of the missing points. The same points give the same object: devices seldom change what they have. */
export function createMissingFlags(): (
  missing: ReadonlySet<Point>,
) => Readonly<Partial<Record<Point, readonly Flag[]>>> {
  const notImplemented: readonly Flag[] = Object.freeze(['notImplemented'] as const);
  let lastKey = '';
  let last: Readonly<Partial<Record<Point, readonly Flag[]>>> = Object.freeze({});
  return (missing) => {
    const key = [...missing].join();
    if (key !== lastKey) {
      last = Object.freeze(Object.fromEntries([...missing].map((point) => [point, notImplemented])));
      lastKey = key;
    }
    return last;
  };
}
