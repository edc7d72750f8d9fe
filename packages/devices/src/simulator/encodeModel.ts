import type { Point } from '@usina/core';
import type { SunspecType } from '../sunspec/pointType.ts';
import { type PlacedPoint, placePoints, type SunspecModel } from '../sunspec/SunspecModel.ts';
import type { PointValues } from './DeviceData.ts';

/** Largest number that a type carries, and the registers that say "not implemented". */
const encodings: Readonly<Partial<Record<SunspecType, { max: number; none: readonly number[] }>>> = {
  int16: { max: 0x7fff, none: [0x8000] },
  uint16: { max: 0xfffe, none: [0xffff] },
  acc32: { max: 0xffff_ffff, none: [0, 0] },
  enum16: { max: 0xfffe, none: [0xffff] },
  bitfield32: { max: 0x7fff_ffff, none: [0xffff, 0xffff] },
};

/** Finest resolution that is used: a hundredth of the unit. */
const finestPower = -2;
const coarsestPower = 10;

/**
 * The power of ten with which a point carries values up to a magnitude, as fine as they allow. Counters begin at 0.
 *
 * @example
 * powerFor('int16', 1_411_000) // 2, so that 1411 kW is 14110 and reads back within 50 W
 */
export function powerFor(type: SunspecType, largest: number): number {
  const max = encodings[type]?.max ?? 0;
  let power = type === 'acc32' ? 0 : finestPower;
  while (power < coarsestPower && Math.round(largest / 10 ** power) > max) power++;
  return power;
}

/** A power of ten for each scale factor point of a model: the coarsest that one of its points needs. */
export function powersFor(model: SunspecModel, largest: PointValues): Record<string, number> {
  const powers: Record<string, number> = {};
  for (const { point, sf, type } of model.points) {
    if (point === undefined || typeof sf !== 'string' || largest[point] === undefined) continue;
    powers[sf] = Math.max(powers[sf] ?? Number.NEGATIVE_INFINITY, powerFor(type, largest[point]));
  }
  return powers;
}

/** Writes numbers into a model's registers; points without a value say "not implemented". */
export function createModelEncoder(model: SunspecModel, powers: Readonly<Record<string, number>>) {
  const placed = placePoints(model);
  const length = placed.reduce((sum, { registers }) => sum + registers, 0);
  const template = new Uint16Array(length);
  const live: { point: Point; at: PlacedPoint; factor: number }[] = [];
  for (const at of placed) {
    const factor = typeof at.sf === 'string' ? 10 ** (powers[at.sf] ?? 0) : 1;
    if (at.name === 'ID') template[at.offset] = model.id;
    else if (at.name === 'L') template[at.offset] = length - 2;
    else if (at.type === 'sunssf') template[at.offset] = (powers[at.name] ?? -0x8000) & 0xffff;
    else template.set(encodings[at.type]?.none ?? [], at.offset);
    if (at.point !== undefined) live.push({ point: at.point, at, factor });
  }
  return (values: PointValues): Uint16Array => {
    const registers = template.slice();
    for (const { point, at, factor } of live) {
      const value = values[point];
      if (value !== undefined && Number.isFinite(value)) writeNumber(registers, at, value / factor);
    }
    return registers;
  };
}

function writeNumber(registers: Uint16Array, { type, offset }: PlacedPoint, scaled: number): void {
  const { max = 0 } = encodings[type] ?? {};
  const lowest = type === 'int16' ? -max : 0;
  const raw = Math.min(max, Math.max(lowest, Math.round(scaled)));
  if (type === 'acc32' || type === 'bitfield32') {
    registers[offset] = Math.floor(raw / 65_536);
    registers[offset + 1] = raw % 65_536;
  } else {
    registers[offset] = raw & 0xffff;
  }
}

/** Writes text into string registers, two characters a register, cut where it is too long. */
export function writeText(registers: Uint16Array, { offset, registers: size }: PlacedPoint, text: string): void {
  for (let i = 0; i < size; i++) {
    registers[offset + i] = ((text.charCodeAt(i * 2) || 0) << 8) | ((text.charCodeAt(i * 2 + 1) || 0) & 0xff);
  }
}
