import { type SunspecRaw, typeRules } from './pointType.ts';
import { type PlacedPoint, placePoints, type SunspecModel } from './SunspecModel.ts';

/** A model's registers as values. */
export interface DecodedModel {
  readonly id: number;
  /** Registers after `ID` and `L`, as the device says. */
  readonly length: number;
  /** Values as they stand in the registers; null where the device has none or ends before. */
  readonly points: Readonly<Record<string, SunspecRaw | null>>;
  /** Values of the points with a scale factor, in the unit of the point; null where value or factor are missing. */
  readonly scaled: Readonly<Record<string, number | null>>;
  /** Points with a value whose scale factor is missing, so that nobody knows what it means. */
  readonly unscalable: readonly string[];
}

/** Powers of ten that the standard allows: SunSpec Device Information Model Specification 1.1, section 4.3.2. */
const maxScale = 10;

/**
 * Decodes a model from registers that begin with its `ID`. Points beyond the length that the device gives are null;
 * registers beyond the definition are a maker's extension and are left alone.
 */
export function decodeModel(model: SunspecModel, registers: ArrayLike<number>): DecodedModel {
  const length = registers[1]!;
  const available = Math.min(registers.length, length + 2);
  const points: Record<string, SunspecRaw | null> = {};
  const placed = placePoints(model);
  for (const point of placed) points[point.name] = readPoint(point, registers, available);
  const scaled: Record<string, number | null> = {};
  const unscalable: string[] = [];
  for (const point of placed) {
    if (point.sf === undefined) continue;
    const raw = points[point.name]!;
    const factor = typeof point.sf === 'number' ? point.sf : points[point.sf];
    const value = raw === null ? null : scale(raw, factor);
    scaled[point.name] = value;
    if (raw !== null && value === null) unscalable.push(point.name);
  }
  return { id: registers[0]!, length, points, scaled, unscalable };
}

/** One point from registers that begin with the model's `ID`; null where it has no value or lies beyond them. */
export function readPoint(point: PlacedPoint, registers: ArrayLike<number>, available: number): SunspecRaw | null {
  if (point.offset + point.registers > available) return null;
  return typeRules[point.type].read(registers, point.offset, point.registers);
}

/** A raw value times a power of ten; null where the power is missing or none that the standard allows. */
export function scale(raw: SunspecRaw, power: SunspecRaw | null | undefined): number | null {
  if (typeof raw === 'string' || typeof power !== 'number' || Math.abs(power) > maxScale) return null;
  const value = Number(raw);
  // Division by a whole power of ten is exact where multiplication with its inverse is not: 2401 gives 240.1.
  return power < 0 ? value / 10 ** -power : value * 10 ** power;
}
