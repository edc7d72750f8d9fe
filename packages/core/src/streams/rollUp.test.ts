import { from, lastValueFrom, of, Subject, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { definePortfolio } from '../model/definePortfolio.ts';
import type { Reading } from '../readings/Reading.ts';
import { countedAssets, type RollUpAsset } from './countedAssets.ts';
import type { EnergyWindow } from './EnergyWindow.ts';
import { rollUp } from './rollUp.ts';
import type { ScopeEnergy } from './ScopeEnergy.ts';
import { toEnergy } from './toEnergy.ts';
import { windowed } from './windowed.ts';

const quarter = 900_000;

function energy(assetId: string, startMs: number, energyWh: number, more: Partial<EnergyWindow> = {}): EnergyWindow {
  return {
    key: assetId,
    assetId,
    startMs,
    endMs: startMs + quarter,
    energyWh,
    coverage: 1,
    method: 'power',
    unplacedWh: 0,
    flags: 0,
    lateReadings: 0,
    lastOfPeriod: false,
    ...more,
  };
}

const portfolio = {
  portfolioId: 'vpp',
  sites: [{ id: 'north' }, { id: 'south' }, { id: 'empty' }],
  assets: [
    { id: 'n1', siteId: 'north', kind: 'inverter' },
    { id: 'n2', siteId: 'north', kind: 'inverter' },
    { id: 's1', siteId: 'south', kind: 'inverter' },
    { id: 'meter', siteId: 'north', kind: 'meter' },
  ],
};

function summed(windows: readonly EnergyWindow[], options = {}): Promise<ScopeEnergy[]> {
  return lastValueFrom(from(windows).pipe(rollUp(portfolio, options), toArray()));
}

const brief = ({ scope, energyWh, coverage }: ScopeEnergy) => [scope.id, energyWh, coverage];

describe('rollUp', () => {
  it('refuses ids that the portfolio lacks, and kinds of which it has nothing to count', () => {
    const error = (name: string, read: unknown) =>
      expect.objectContaining({ code: 'STREAM_OPTION', context: { name, read } });
    const known = portfolio.assets[0]!.id;
    expect(() => rollUp(portfolio, { assetIds: [known, 'zzz'] })).toThrow(error('assetIds', ['zzz']));
    expect(() => rollUp(portfolio, { kinds: ['metre'] })).toThrow(error('kinds', ['metre']));
  });

  it('sums assets to sites and sites to the portfolio, as soon as all are there', async () => {
    const results = await summed([energy('n1', 0, 10), energy('s1', 0, 5), energy('n2', 0, 20)]);
    expect(results.map(brief)).toEqual([
      ['south', 5, 1],
      ['north', 30, 1],
      ['vpp', 35, 1],
    ]);
    expect(results[2]).toMatchObject({ scope: { kind: 'portfolio', id: 'vpp' }, startMs: 0, endMs: quarter });
    expect(results[2]!.evidence).toMatchObject({ sources: ['n1', 'n2', 's1'], coverage: 1 });
  });

  it('lets a missing asset lower the coverage and makes nothing up', async () => {
    const results = await summed([energy('n1', 0, 1_000), energy('s1', 0, Number.NaN, { coverage: 0 })]);
    expect(results.map(brief)).toEqual([
      ['south', Number.NaN, 0],
      ['north', 1_000, 0.5],
      ['vpp', 1_000, 1 / 3],
    ]);
    expect(results[2]).toMatchObject({ expectedAssets: 3, missingAssetIds: ['n2', 's1'] });
  });

  it('hands a period out with its last window', async () => {
    const windows = new Subject<EnergyWindow>();
    const seen: unknown[] = [];
    windows.pipe(rollUp(portfolio)).subscribe((result) => seen.push(brief(result)));
    windows.next(energy('n1', 0, 1));
    expect(seen).toEqual([]);
    windows.next(energy('meter', 0, 1, { lastOfPeriod: true }));
    expect(seen).toEqual([
      ['north', 1, 0.5],
      ['south', Number.NaN, 0],
      ['vpp', 1, 1 / 3],
    ]);
  });

  it('does not count a meter, an unknown asset or a straggler, and says so', async () => {
    const ignored: unknown[] = [];
    await summed(
      [
        energy('meter', 0, 99),
        energy('stranger', 0, 99),
        energy('n1', 0, 1, { lastOfPeriod: true }),
        energy('n2', 0, 2),
      ],
      { ignored: (window: EnergyWindow, reason: string) => ignored.push([window.assetId, reason]) },
    );
    expect(ignored).toEqual([
      ['meter', 'notCounted'],
      ['stranger', 'notCounted'],
      ['n2', 'periodClosed'],
    ]);
  });

  it('takes the better covered of two windows of one asset and never adds them', async () => {
    const results = await summed([energy('n1', 0, 4, { coverage: 0.4 }), energy('n1', 0, 10), energy('n2', 0, 20)]);
    expect(brief(results[0]!)).toEqual(['north', 30, 1]);
  });

  it('keeps a bounded number of periods open', async () => {
    const results = await summed(Array.from({ length: 20 }, (_, i) => energy('n1', i * quarter, i)));
    expect(results.filter(({ scope }) => scope.kind === 'portfolio').map(({ energyWh }) => energyWh)).toEqual(
      Array.from({ length: 20 }, (_, i) => i),
    );
  });

  it('works as the first lines have it', async () => {
    const vpp = definePortfolio({
      portfolioId: 'vpp',
      name: 'Two roofs',
      parties: [{ id: 'owner', name: 'Owner', roles: ['owner'] }],
      sites: [
        {
          id: 'roof',
          name: 'Roof',
          timeZone: 'America/Sao_Paulo',
          submarket: 'SUDESTE',
          marketRoute: 'GD',
          ownerId: 'owner',
        },
      ],
      assets: ['i1', 'i2'].map((id) => ({ id, siteId: 'roof', kind: 'inverter', nameplate: {} })),
    });
    const readings = [0, 5, 10, 15].map(
      (m): Reading => ({
        assetId: 'i1',
        atMs: m * 60_000,
        receivedAtMs: m * 60_000,
        source: 'test',
        values: { acPowerW: 4_000 },
      }),
    );
    const results: unknown[] = [];
    of(...readings)
      .pipe(windowed({ everyMs: 900_000, latenessMs: 120_000 }), toEnergy(), rollUp(vpp))
      .subscribe(({ scope, startMs, energyWh, coverage }) => results.push([scope.id, startMs, energyWh, coverage]));
    expect(results.slice(0, 2)).toEqual([
      ['roof', 0, 1_000, 0.5],
      ['vpp', 0, 1_000, 0.5],
    ]);
  });
});

describe('countedAssets', () => {
  const asset = (id: string, kind: string, more: Partial<RollUpAsset> = {}): RollUpAsset => ({
    id,
    siteId: 's',
    kind,
    ...more,
  });
  const ids = (assets: RollUpAsset[], kinds?: readonly string[]) =>
    countedAssets({ assets }, kinds).map(({ id }) => id);
  const connection = { driver: 'sunspec', url: 'modbus-tcp://10.0.0.7/1' };

  it('counts inverters in place of the system they are part of', () => {
    const assets = [asset('pv', 'pvSystem'), asset('i1', 'inverter', { parentId: 'pv' }), asset('m', 'meter')];
    expect(ids(assets)).toEqual(['i1']);
    expect(ids(assets, ['meter'])).toEqual(['m']);
  });

  it('counts what is measured, outermost first', () => {
    expect(
      ids([
        asset('pv', 'pvSystem'),
        asset('hybrid', 'inverter', { parentId: 'pv', connection }),
        asset('behind', 'battery', { parentId: 'hybrid', connection }),
        asset('unread', 'inverter', { parentId: 'pv' }),
      ]),
    ).toEqual(['hybrid']);
  });

  it('ends on parents in a circle', () => {
    expect(ids([asset('a', 'inverter', { parentId: 'b' }), asset('b', 'inverter', { parentId: 'a' })])).toEqual([]);
  });
});
