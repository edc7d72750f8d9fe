import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tools/sharedData.ts';
import { decodeModel } from './decodeModel.ts';
import { inverterThreePhase } from './models/inverter.ts';
import type { SunspecType } from './pointType.ts';
import { placePoints, type SunspecModel } from './SunspecModel.ts';

/** Model 103 with every point "not implemented", and what a test says of the others. */
function registersOf(values: Readonly<Record<string, number | readonly number[]>>): number[] {
  const registers = new Array<number>(52).fill(0xffff);
  for (const { name, type, offset } of placePoints(inverterThreePhase)) {
    if (type === 'int16' || type === 'sunssf') registers[offset] = 0x8000;
    if (type === 'acc32') registers.fill(0, offset, offset + 2);
    const given = values[name];
    for (const [i, word] of [given ?? []].flat().entries()) registers[offset + i] = word & 0xffff;
  }
  registers.splice(0, 2, 103, 50);
  return registers;
}

describe('decodeModel', () => {
  it('scales by powers of ten above and below one', () => {
    const { points, scaled } = decodeModel(
      inverterThreePhase,
      registersOf({ W: 14_110, W_SF: 2, PhVphA: 2_401, V_SF: -1, WH: [0x2ec9, 0xcd14], WH_SF: 1 }),
    );
    // 0x2EC9CD14 is 784977172
    expect(points).toMatchObject({ W: 14_110, W_SF: 2, WH: 784_977_172 });
    expect(scaled).toMatchObject({ W: 1_411_000, PhVphA: 240.1, WH: 7_849_771_720 });
  });

  it('gives null for what a device has not, by the type', () => {
    const { points, scaled, unscalable } = decodeModel(inverterThreePhase, registersOf({}));
    const { ID, L, ...rest } = points;
    expect([ID, L]).toEqual([103, 50]);
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
    expect(Object.values(scaled).every((value) => value === null)).toBe(true);
    expect(unscalable).toEqual([]);
  });

  it('gives no scaled value where the scale factor is missing or beyond the standard', () => {
    const missing = decodeModel(inverterThreePhase, registersOf({ W: 100 }));
    expect(missing.points.W).toBe(100);
    expect(missing.scaled.W).toBeNull();
    expect(missing.unscalable).toEqual(['W']);
    expect(decodeModel(inverterThreePhase, registersOf({ W: 100, W_SF: 11 })).scaled.W).toBeNull();
    expect(decodeModel(inverterThreePhase, registersOf({ W: 100, W_SF: -10 })).scaled.W).toBe(1e-8);
  });

  it('reads no further than the device says the model goes', () => {
    const registers = registersOf({ W: 5, W_SF: 0, DCW: 6, DCW_SF: 0 });
    registers[1] = 16;
    const { points, scaled } = decodeModel(inverterThreePhase, registers);
    expect([points.W, scaled.W, points.DCW, scaled.DCW]).toEqual([5, 5, null, null]);
  });
});

const definitions = sharedData('data/sunspec-models/json');
const vectors = sharedData('data/sunspec-vectors');

/** Models that are one flat list of points: all types of the standard occur in them. */
function flatModel(id: number): SunspecModel | undefined {
  const file = join(definitions ?? '', `model_${id}.json`);
  if (!existsSync(file)) return undefined;
  const { group } = JSON.parse(readFileSync(file, 'utf8')) as {
    group: {
      groups?: unknown[];
      points: { name: string; type: SunspecType; size: number; sf?: string | number; count?: number }[];
    };
  };
  if (group.groups) return undefined;
  return { id, name: String(id), points: group.points.map(({ name, type, size, sf }) => ({ name, type, size, sf })) };
}

interface Vector {
  base: number;
  hex: string;
  expected: {
    models: { id: number; length: number; points: Record<string, unknown>; scaled?: Record<string, number | null> }[];
  };
}

it.skipIf(!definitions || !vectors)('decodes every type of the standard as pysunspec2 does', () => {
  const types = new Set<SunspecType>();
  let models = 0;
  const file = readdirSync(vectors!).find((name) => name === 'models.jsonl')!;
  for (const line of readFileSync(join(vectors!, file), 'utf8').trim().split('\n')) {
    const { hex, expected } = JSON.parse(line) as Vector;
    const [wanted] = expected.models;
    const model = flatModel(wanted!.id);
    if (!model) continue;
    const registers = (hex.match(/.{4}/g) ?? []).map((word) => Number.parseInt(word, 16)).slice(2);
    const { points, scaled } = decodeModel(model, registers.slice(0, wanted!.length + 2));
    for (const { name, type } of model.points) {
      const value = points[name];
      expect(typeof value === 'bigint' ? value.toString() : value, `${wanted!.id} ${name} ${type}`).toEqual(
        wanted!.points[name] ?? null,
      );
      if (value !== null) types.add(type);
    }
    for (const [name, value] of Object.entries(wanted!.scaled ?? {})) {
      if (value === null) expect(scaled[name]).toBeNull();
      else expect(Math.abs(scaled[name]! - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-9);
    }
    models += 1;
  }
  expect(models).toBeGreaterThan(150);
  expect([...types].sort()).toEqual(
    expect.arrayContaining(['acc32', 'acc64', 'bitfield32', 'enum16', 'float32', 'int16', 'int32', 'string', 'uint64']),
  );
});
