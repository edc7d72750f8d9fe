import type { MeterReading } from '@usina/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashBytes, toHash } from './Hash.ts';
import {
  type Hash,
  hashReading,
  hashStream,
  makeBatch,
  merkleProof,
  merkleRoot,
  verifyProof,
  verifyReading,
} from './index.ts';

// Expected values here come from @openzeppelin/merkle-tree 1.0.8, which shares no code with ours.
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((text) => toHash(hashBytes(new TextEncoder().encode(text))));

describe('merkleRoot', () => {
  it('is that of the example in the README of OpenZeppelin', () => {
    const leaves: Hash[] = [
      '0xeb02c421cfa48976e66dfb29120745909ea3a0f843456c263cf8f1253483e283',
      '0xb92c48e9d7abe27fd8dfd6b5dfdbfb1c9a463f80c712b66f3a5180a090cccafc',
    ];
    expect(merkleRoot(leaves)).toBe('0xd4dee0beab2d53f2cc83e567171bd2820e49898130a22622b10ead383e90bd77');
  });

  it.each([
    [1, '0x3ac225168df54212a25c1c01fd35bebfea408fdac2e31ddd6f80a4bbf9a5f1cb'],
    [2, '0x805b21d846b189efaeb0377d6bb0d201b3872a363e607c25088f025b0c6ae1f8'],
    [3, '0xc3b537cc8a2c6dcb3657718e1f3505ff751ff8c2eba2a70460df2cbee2b1413a'],
    [7, '0xf71b716afdadfc239c2ffed51c0f5fb8cf5e42b618eafaf1fc41d5908980478b'],
  ])('of %i leaves is that of OpenZeppelin', (count, root) => {
    expect(merkleRoot(letters.slice(0, count))).toBe(root);
    expect(merkleRoot(letters.slice(0, count).reverse())).toBe(root);
  });

  it('is asked of at least one hash', () => {
    expect(() => merkleRoot([])).toThrow(expect.objectContaining({ code: 'PROOF_INVALID' }));
    expect(() => merkleRoot(['0x12'])).toThrow(expect.objectContaining({ code: 'PROOF_INVALID' }));
    expect(() => merkleProof([letters[0]!], letters[1]!)).toThrow(expect.objectContaining({ code: 'PROOF_INVALID' }));
  });
});

describe('merkleProof', () => {
  it('is that of OpenZeppelin', () => {
    expect(merkleProof(letters, letters[0]!)).toEqual([
      '0xa8982c89d80987fb9a510e25981ee9170206be21af3c8e0eb312ef1d3382e761',
      '0xb2a8b3e5fe1052c7a1c930feca2f96db946a728cf22d75ca5724b5f614b19880',
      '0x86088ec1a464cfa69a6142bf59214e609e87aa85200b16b0c0e0e0bd771eb3e1',
    ]);
  });

  it('leads from every leaf to the root, and from nothing else', () => {
    const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHash);
    fc.assert(
      fc.property(fc.uniqueArray(hashes, { minLength: 1, maxLength: 40 }), hashes, (leaves, stranger) => {
        const root = merkleRoot(leaves);
        for (const leaf of leaves) {
          const proof = merkleProof(leaves, leaf);
          expect(verifyProof({ root, leaf, proof })).toBe(true);
          if (!leaves.includes(stranger)) expect(verifyProof({ root, leaf: stranger, proof })).toBe(false);
          if (proof.length > 0) expect(verifyProof({ root, leaf, proof: proof.slice(1) })).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is false for what is no proof at all', () => {
    expect(verifyProof({ root: letters[0]!, leaf: 'nonsense', proof: [] })).toBe(false);
  });
});

describe('hashReading', () => {
  const startMs = 1_791_601_200_000;
  const reading = (i: number, energyWh: bigint, rest: Partial<MeterReading> = {}): MeterReading => ({
    meterId: 'meter-1',
    point: 'energyExportedWh',
    startMs: startMs + i * 900_000,
    endMs: startMs + (i + 1) * 900_000,
    energyWh,
    flags: [],
    revision: 1,
    ...rest,
  });
  const readings = [
    reading(0, 1_250n),
    reading(1, 1_300n, { flags: ['frozen'] }),
    reading(2, 0n, { revision: 2 }),
    reading(3, -5n),
    reading(4, 9_007_199_254_740_993n),
  ];
  const leaves = readings.map((each) => hashReading({ portfolioId: 'vpp-1', reading: each }));

  it('is the leaf that OpenZeppelin makes of the same values', () => {
    expect(hashStream({ portfolioId: 'vpp-1', meterId: 'meter-1', point: 'energyExportedWh' })).toBe(
      '0xb5fe264ff8999663a79520770963e825bd1d54ebdfbf3fe8064a658eb50f7308',
    );
    expect(leaves).toEqual([
      '0xfbb40f3a97bfc3fb401b65cfd2cfae77214e577d69c7324bc222fc6472909186',
      '0xaf0320cbefc090cd8e9840eaa240e46a0b41809f8dddad187b68a0e7157d8578',
      '0xa893a108fb26ab2dc3a142b8d996d34dda2a6d80f6a580ef31df2d083b312c4a',
      '0x0ee229d8fa6143248c8e626b6c86ae608f19382df4e388c1b5bd3e7e7cb55872',
      '0x32b533874eced6f8e892b2fa2e105c170e97e7f05af9fb38a234ffffeb2d1e33',
    ]);
    expect(merkleRoot(leaves)).toBe('0x6ba103ae087a6d985ab59e310558d00f4c5a3b6b76b0cfd8720f2a4d7a271dc8');
  });

  it('lets anyone check one reading, and names what does not fit', () => {
    const { root } = makeBatch({ portfolioId: 'vpp-1', meterId: 'meter-1', readings: readings.slice(0, 2) });
    const two = leaves.slice(0, 2);
    const given = { portfolioId: 'vpp-1', reading: readings[0]!, root, proof: merkleProof(two, two[0]!) };
    expect(verifyReading(given, { trustedRoot: root })).toMatchObject({ ok: true, leaf: leaves[0] });
    const other = { ...given, reading: { ...readings[0]!, energyWh: 1_251n } };
    expect(verifyReading(other, { trustedRoot: root })).toMatchObject({ ok: false, code: 'READING_NOT_INCLUDED' });
    expect(verifyReading({ ...given, portfolioId: 'vpp-2' }, { trustedRoot: root }).ok).toBe(false);
    expect(verifyReading(given, { trustedRoot: letters[0]! })).toMatchObject({ ok: false, code: 'ROOT_UNTRUSTED' });
  });

  it('believes nothing that is no proof, and no batch that contradicts the reading', () => {
    const {
      root,
      readings: all,
      ...bounds
    } = makeBatch({ portfolioId: 'vpp-1', meterId: 'meter-1', readings: readings.slice(0, 2) });
    const proof = merkleProof(leaves.slice(0, 2), leaves[0]!);
    const given = { portfolioId: 'vpp-1', reading: all[0]!, root, proof, batch: { ...bounds, root } };
    expect(verifyReading(given, { trustedRoot: root })).toMatchObject({ ok: true });
    const { batch, reading } = given;
    const strangers: unknown[] = [null, {}, 'proof', { ...given, proof: null }, { ...given, root: 1 }];
    for (const flags of [['zz'], 'zz', null]) strangers.push({ ...given, reading: { ...reading, flags } });
    strangers.push({ ...given, reading: { ...reading, energyWh: 1.5 } });
    for (const stranger of strangers) {
      const verdict = verifyReading(stranger as never, { trustedRoot: root });
      expect(verdict).toMatchObject({ ok: false, code: 'READING_INVALID' });
    }
    for (const change of [
      { portfolioId: 'x' },
      { meterId: 'x' },
      { revision: 9 },
      { startMs: reading.startMs + 1 },
      { endMs: reading.endMs - 1 },
      { root: letters[0]! },
    ]) {
      const verdict = verifyReading({ ...given, batch: { ...batch, ...change } }, { trustedRoot: root });
      expect(verdict).toMatchObject({ ok: false, code: 'BATCH_DIFFERS' });
    }
  });
});

describe('makeBatch', () => {
  const one = { point: 'energyWh', startMs: 0, endMs: 10, energyWh: 1 };
  const make = (readings: object[], revision = 1) =>
    makeBatch({ portfolioId: 'p', meterId: 'm', readings: readings as [], revision });

  it('is one leaf for one reading, whatever the order of many', () => {
    const two = { ...one, startMs: 10, endMs: 20 };
    expect(make([two, one])).toEqual(make([one, two]));
    expect(make([one, two])).toMatchObject({ startMs: 0, endMs: 20, revision: 1 });
  });

  it.each([
    ['nothing', []],
    ['an empty interval', [{ ...one, endMs: 0 }]],
    ['a fraction of a Wh', [{ ...one, energyWh: 0.5 }]],
    ['an overlap', [one, { ...one, startMs: 5, endMs: 15 }]],
    ['a duplicate', [one, one]],
  ])('refuses %s', (_, readings) => {
    expect(() => make(readings)).toThrow(expect.objectContaining({ code: 'LEDGER_BATCH_INVALID' }));
  });
});
