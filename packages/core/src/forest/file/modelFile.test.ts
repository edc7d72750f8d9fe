import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type FlatForest, leafOf } from '../FlatForest.ts';
import { decodeModel } from './decodeModel.ts';
import { checksumOf, encodeModel } from './encodeModel.ts';
import { hashTable } from './hashTable.ts';
import { libraryVersion } from './libraryVersion.ts';
import { ModelCard } from './ModelCard.ts';
import type { ModelFile } from './ModelFile.ts';
import { ModelFileError } from './ModelFileError.ts';

/** One split and two leaves over two features, two classes. */
const forest: FlatForest = {
  task: 'classification',
  features: 2,
  outputs: 2,
  combine: 'mean',
  link: 'identity',
  base: new Float64Array(2),
  roots: Int32Array.of(0),
  feature: Int32Array.of(1, -1, -1),
  threshold: Float64Array.of(0.1 + 0.2, 0, 0),
  missingLeft: Uint8Array.of(1, 0, 0),
  left: Int32Array.of(1, 0, 0),
  right: Int32Array.of(2, 0, 0),
  weight: Float64Array.of(3, 2, 1),
  leaf: Int32Array.of(-1, 0, 1),
  value: Float64Array.of(1, 0, 1 / 3, 2 / 3),
};

const file: ModelFile = {
  forest,
  edges: [Float64Array.of(1, 2, 3), Float64Array.of(0.1 + 0.2)],
  card: {
    features: [
      { name: 'vibration', unit: 'mm/s' },
      { name: 'temperature', unit: '°C' },
    ],
    labels: [0, 1],
    prior: [2 / 3, 1 / 3],
    trainer: { id: 'binned forest 1', options: { trees: 1, maxDepth: Infinity, replacement: true } },
    seed: 7,
    importance: [0, 1],
    data: { rows: 3, rowsByLabel: [2, 1], sha256: 'ab'.repeat(32), startMs: 0, endMs: 3_600_000 },
    horizonMs: 86_400_000,
    metrics: [{ split: 'time', rows: 10, values: { rocAuc: Number.NaN, prAuc: 0.4 } }],
    threshold: 0.1,
    calibration: { method: 'isotonic', rows: 9, positives: 3, at: [0.2, 0.6], value: [0.1, 0.5] },
    drift: {
      rows: 3,
      features: [
        { name: 'vibration', edges: [1], shares: [0.5, 0.5, 0] },
        { name: 'temperature', edges: [0.3], shares: [1, 0, 0] },
      ],
    },
  },
};

/** A file whose checksum is right again after somebody changed it. */
function sealed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  bytes.set(checksumOf(bytes), bytes.length - 32);
  return bytes;
}

const changed = (change: (bytes: Uint8Array<ArrayBuffer>) => void) => {
  const bytes = encodeModel(file);
  change(bytes);
  return sealed(bytes);
};

describe('a model file', () => {
  it('comes back bit for bit, wherever the bytes lie', () => {
    const bytes = encodeModel(file);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const read = decodeModel(shifted.subarray(3));
    expect(read).toEqual(file);
    expect(read.card.metrics![0]!.values.rocAuc).toBeNaN();
    expect(encodeModel(read)).toEqual(bytes);
    expect(decodeModel(Buffer.from(shifted).subarray(3))).toEqual(file);
  });

  it('keeps the targets of a quantile forest and the levels of a boosted one', () => {
    const { labels: _, calibration: __, ...rest } = file.card;
    const card = { ...rest, prior: [1.5], data: { rows: 3 } };
    const quantile = {
      ...forest,
      task: 'quantile' as const,
      outputs: 1,
      base: Float64Array.of(0),
      value: Float64Array.of(1, 2),
      samples: {
        targets: Float64Array.of(1, 2, 3),
        start: Int32Array.of(0, 1, 3),
        members: Uint32Array.of(0, 1, 2),
      },
    };
    expect(decodeModel(encodeModel({ forest: quantile, card })).forest).toEqual(quantile);
    const { samples: ___, ...trees } = quantile;
    const boosted = {
      ...trees,
      outputs: 2,
      combine: 'sum' as const,
      base: Float64Array.of(0, 1),
      value: Float64Array.of(1, 2, 3, 4),
      levels: Float64Array.of(0.1, 0.9),
    };
    expect(decodeModel(encodeModel({ forest: boosted, card: { ...card, prior: [1, 2] } })).forest).toEqual(boosted);
    const outside = { ...quantile, samples: { ...quantile.samples, members: Uint32Array.of(0, 1, 9) } };
    expect(() => decodeModel(encodeModel({ forest: outside, card }))).toThrow(
      expect.objectContaining({ code: 'FOREST_FILE_INVALID' }),
    );
  });

  it('is refused when cut anywhere', () => {
    const bytes = encodeModel(file);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(() => decodeModel(bytes.subarray(0, length))).toThrow(
          expect.objectContaining({ code: 'FOREST_FILE_TRUNCATED' }),
        );
      }),
    );
    const longer = new Uint8Array(bytes.length + 8);
    longer.set(bytes);
    expect(() => decodeModel(longer)).toThrow(
      expect.objectContaining({
        code: 'FOREST_FILE_TRUNCATED',
        context: { bytes: bytes.length + 8, expected: bytes.length },
      }),
    );
  });

  it('is refused when any bit of it is altered', () => {
    const bytes = encodeModel(file);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const other = bytes.slice();
        other[at]! ^= 1 << bit;
        expect(() => decodeModel(other)).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^FOREST_FILE_/) }),
        );
      }),
    );
    bytes[bytes.length - 40]! ^= 1;
    expect(() => decodeModel(bytes)).toThrow(expect.objectContaining({ code: 'FOREST_FILE_ALTERED' }));
  });

  it('that was forged with a good checksum is refused, or read as trees that end', () => {
    const length = encodeModel(file).length;
    const forgery = fc.array(fc.tuple(fc.integer({ min: 0, max: length - 33 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    const columns = [Float64Array.of(1, Number.NaN), Float64Array.of(0.5, 0.1)];
    fc.assert(
      fc.property(forgery, (bytes) => {
        const forged = changed((all) => {
          for (const [at, byte] of bytes) all[at] = byte;
        });
        try {
          const { forest: read } = decodeModel(forged);
          for (const root of read.roots) leafOf(read, root, columns.slice(0, read.features), 1);
        } catch (error) {
          expect(error).toBeInstanceOf(ModelFileError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('with a node that two lead to is refused, however right its checksum', () => {
    const left = file.forest.left.slice();
    const split = file.forest.feature.findIndex((column) => column >= 0);
    left[split] = file.forest.right[split]!;
    const forged = encodeModel({ ...file, forest: { ...file.forest, left } });
    expect(() => decodeModel(forged)).toThrow(expect.objectContaining({ code: 'FOREST_FILE_INVALID' }));
  });

  it('of a later format is refused with its version', () => {
    const later = changed((bytes) => new DataView(bytes.buffer).setUint32(8, 2, true));
    expect(() => decodeModel(later)).toThrow(
      expect.objectContaining({ code: 'FOREST_FILE_FUTURE', context: { version: 2, reads: 1 } }),
    );
  });

  it.each([
    ['other bytes', new TextEncoder().encode('<html>not a model</html>')],
    ['version 0', changed((bytes) => new DataView(bytes.buffer).setUint32(8, 0, true))],
    ['a header beyond the end', changed((bytes) => new DataView(bytes.buffer).setUint32(12, 1e6, true))],
    ['a header that is no JSON', changed((bytes) => bytes.set([0x7d], 24))],
    ['a header with an unknown word', changed((bytes) => bytes.set(new TextEncoder().encode('{"librarz"'), 24))],
  ])('is refused as invalid: %s', (_, bytes) => {
    expect(() => decodeModel(bytes)).toThrow(expect.objectContaining({ code: 'FOREST_FILE_INVALID' }));
  });

  it.each<[string, Partial<FlatForest>]>([
    ['a tree that never ends', { left: Int32Array.of(0, 0, 0) }],
    ['a child outside', { right: Int32Array.of(9, 0, 0) }],
    ['a column that is not there', { feature: Int32Array.of(2, -1, -1) }],
    ['a leaf that is not there', { leaf: Int32Array.of(-1, 0, 2) }],
    ['arrays of other lengths', { weight: Float64Array.of(1) }],
    ['a tree without nodes', { roots: Int32Array.of(0, 3) }],
    ['no first tree', { roots: Int32Array.of(1) }],
    ['other features', { features: 3 }],
    ['other classes', { outputs: 1, base: Float64Array.of(0) }],
  ])('with a good checksum is refused for %s', (_, part) => {
    const bytes = encodeModel({ ...file, forest: { ...forest, ...part } });
    expect(() => decodeModel(bytes)).toThrow(expect.objectContaining({ code: 'FOREST_FILE_INVALID' }));
  });

  it.each<[string, Partial<ModelFile['card']>]>([
    ['labels', { labels: [0, 1, 2] }],
    ['priors', { prior: [1] }],
    ['rows by label', { data: { rows: 3, rowsByLabel: [3] } }],
    ['importances', { importance: [1] }],
    ['drifting features', { drift: { rows: 3, features: [] } }],
  ])('with a good checksum is refused for a card of other %s', (_, part) => {
    const bytes = encodeModel({ ...file, card: { ...file.card, ...part } });
    expect(() => decodeModel(bytes)).toThrow(expect.objectContaining({ code: 'FOREST_FILE_INVALID' }));
  });

  it('has a card that JSON Schema can tell', () => {
    const schema = z.toJSONSchema(ModelCard, { io: 'input' });
    expect(schema.required).toEqual(['features', 'prior', 'trainer', 'seed', 'data']);
  });

  it('is not written without a card that can be read', () => {
    const card = { ...file.card, data: { rows: -1 } };
    const calibration = { method: 'isotonic' as const, rows: 1, positives: 1, at: [0.5], value: [] };
    const drift = { rows: 1, features: [{ name: 'vibration', edges: [1], shares: [1] }] };
    for (const wrong of [card, { ...file.card, calibration }, { ...file.card, drift }]) {
      expect(() => encodeModel({ ...file, card: wrong })).toThrow(
        expect.objectContaining({ code: 'FOREST_FILE_INVALID', context: { issues: 1 } }),
      );
    }
  });

  it('carries the version of the package', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(libraryVersion).toBe(manifest.version);
  });

  it('tells by a hash whether two models saw the same table', async () => {
    const column = (...values: number[]) => ({ name: 'x', unit: '1', values: Float64Array.from(values) });
    const hash = await hashTable([column(1, 2)], [0, 1]);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashTable([column(1, 2)], Float64Array.of(0, 1))).toBe(hash);
    expect(await hashTable([column(1, 3)], [0, 1])).not.toBe(hash);
    expect(await hashTable([{ ...column(1, 2), unit: 'm' }], [0, 1])).not.toBe(hash);
  });
});
