import { definePortfolio } from '@usina/core';
import { describe, expect, it } from 'vitest';
import { availableShares } from './availableShares.ts';
import { sitePartsOf } from './sitePartsOf.ts';

const grid = { startMs: 0, stepMs: 1_000, length: 4 };
const outage = { startMs: 1_000, endMs: 2_500, availableShare: 0, because: 'fuse' };

describe('availableShares', () => {
  const parts = [
    { assetId: 'inverter-1', share: 0.25, partOf: ['pv'] },
    { assetId: 'inverter-2', share: 0.75, partOf: ['pv'] },
  ];

  it('takes off the share of what is out, for as long as it is', () => {
    const availability = { issuedAtMs: 0, outages: [{ assetId: 'inverter-1', ...outage }] };
    const { shares, applied } = availableShares({ parts, availability, ...grid });
    expect(Array.from(shares)).toEqual([1, 0.75, 0.875, 1]);
    expect(applied).toEqual(['inverter-1']);
  });

  it('takes a whole with its parts once, and partial outages in part', () => {
    const outages = [
      { assetId: 'pv', ...outage, availableShare: 0.5 },
      { assetId: 'inverter-2', ...outage },
    ];
    const { shares } = availableShares({ parts, availability: { issuedAtMs: 0, outages }, ...grid });
    expect(shares[1]).toBeCloseTo(1 - 0.75 - 0.25 * 0.5, 12);
  });

  it('leaves other sites alone', () => {
    const availability = { issuedAtMs: 0, outages: [{ assetId: 'elsewhere', ...outage }] };
    const { shares, applied } = availableShares({ parts, availability, ...grid });
    expect(Array.from(shares)).toEqual([1, 1, 1, 1]);
    expect(applied).toEqual([]);
  });
});

describe('sitePartsOf', () => {
  const arrays = [{ dcCapacityW: 10, tiltDeg: 0, azimuthDeg: 0 }];
  const portfolio = definePortfolio({
    portfolioId: 'p',
    name: 'P',
    parties: [{ id: 'owner', name: 'O', roles: ['owner'] }],
    sites: ['s', 't'].map((id) => ({
      id,
      name: id,
      latitudeDeg: 0,
      longitudeDeg: 0,
      timeZone: 'America/Sao_Paulo',
      submarket: 'SUDESTE',
      marketRoute: 'ACL',
      ownerId: 'owner',
    })),
    assets: [
      { id: 'pv', siteId: 's', kind: 'pvSystem', nameplate: { dcCapacityW: 10, acCapacityW: 8, arrays } },
      { id: 'i1', siteId: 's', parentId: 'pv', kind: 'inverter', nameplate: { acCapacityW: 2 } },
      { id: 'i2', siteId: 's', parentId: 'pv', kind: 'inverter', nameplate: { acCapacityW: 6 } },
      { id: 'roof', siteId: 't', kind: 'pvSystem', nameplate: { dcCapacityW: 10, acCapacityW: 8, arrays } },
      { id: 'i3', siteId: 't', kind: 'inverter', nameplate: {} },
    ],
  });

  it('are the inverters by capacity, as parts of their PV system', () => {
    expect(sitePartsOf({ siteId: 's', assets: portfolio.assets })).toEqual([
      { assetId: 'i1', share: 0.25, partOf: ['pv'] },
      { assetId: 'i2', share: 0.75, partOf: ['pv'] },
    ]);
  });

  it('count the same where a capacity is not known', () => {
    expect(sitePartsOf({ siteId: 't', assets: portfolio.assets })).toEqual([
      { assetId: 'roof', share: 0.5, partOf: [] },
      { assetId: 'i3', share: 0.5, partOf: [] },
    ]);
  });
});
