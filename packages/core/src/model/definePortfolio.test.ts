import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { standardAgreementKinds } from '../agreements/standardAgreementKinds.ts';
import { isUsinaError } from '../errors/UsinaError.ts';
import { definePoints } from '../readings/definePoints.ts';
import { type Asset, assetsOfKind } from './Asset.ts';
import { defineAssetKind } from './assetKind.ts';
import { standardAssetKinds } from './assetKinds.ts';
import { definePortfolio, parsePortfolio } from './definePortfolio.ts';
import type { Portfolio, PortfolioInput } from './Portfolio.ts';
import { PortfolioError, type PortfolioIssue } from './PortfolioError.ts';

const input = {
  portfolioId: 'vpp-1',
  name: 'Three roofs',
  parties: [
    { id: 'coop', name: 'Cooperativa', roles: ['owner', 'operator'] },
    { id: 'dona-ana', name: 'Ana', roles: ['subscriber'] },
  ],
  sites: [
    {
      id: 'campinas',
      name: 'Campinas',
      latitudeDeg: -22.9,
      longitudeDeg: -47.06,
      timeZone: 'America/Sao_Paulo',
      submarket: 'SUDESTE',
      marketRoute: 'GD',
      ownerId: 'coop',
    },
  ],
  assets: [
    {
      id: 'pv',
      siteId: 'campinas',
      kind: 'pvSystem',
      nameplate: {
        dcCapacityW: 66_000,
        acCapacityW: 60_000,
        arrays: [{ dcCapacityW: 66_000, tiltDeg: 20, azimuthDeg: 0 }],
      },
    },
    { id: 'inv-1', siteId: 'campinas', parentId: 'pv', kind: 'inverter', nameplate: { acCapacityW: 60_000 } },
    { id: 'meter-1', siteId: 'campinas', kind: 'meter', nameplate: { measures: 'generation', partyId: 'coop' } },
  ],
  agreements: [
    {
      id: 'ana',
      kind: 'subscription',
      parties: { provider: 'coop', subscriber: 'dona-ana' },
      meters: ['meter-1'],
      term: { startDate: '2026-01-01', timeZone: 'America/Sao_Paulo' },
      terms: { anything: 'its kind says' },
    },
  ],
} satisfies PortfolioInput;

/** What is wrong with a changed copy of the portfolio. */
function issuesOf(change: (copy: Record<string, never[]> & { sites: never[] }) => unknown): readonly PortfolioIssue[] {
  const copy = structuredClone(input) as never;
  change(copy);
  try {
    definePortfolio(copy);
  } catch (error) {
    expect(error).toBeInstanceOf(PortfolioError);
    return (error as PortfolioError).issues;
  }
  return [];
}
const put = (path: string, value: unknown) => (copy: object) => {
  const keys = path.split('.');
  const last = keys.pop()!;
  const target = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy as Record<string, unknown>);
  target[last] = value;
};

describe('definePortfolio', () => {
  it('fills in defaults', () => {
    const portfolio = definePortfolio(input);
    expect(portfolio).toMatchObject({ version: 1, currency: 'BRL' });
    expect(portfolio.sites[0]?.altitudeM).toBe(0);
    expect(portfolio.agreements[0]).toMatchObject({ version: 1, term: { endDate: null } });
    const [pv] = assetsOfKind(portfolio.assets, 'pvSystem');
    expect(pv?.nameplate).toMatchObject({ lossPercent: 14, arrays: [{ temperatureCoefficientPerC: -0.004 }] });
    expectTypeOf(portfolio).toExtend<Portfolio>();
    expectTypeOf(pv!.nameplate.dcCapacityW).toEqualTypeOf<number>();
  });

  it('comes back from its own JSON', () => {
    const portfolio = definePortfolio(input);
    expect(parsePortfolio(JSON.stringify(portfolio))).toEqual(portfolio);
    expect(parsePortfolio(`\uFEFF${JSON.stringify(portfolio)}`)).toEqual(portfolio);
  });

  it('says every error at once: where, what was read, what was expected', () => {
    const issues = issuesOf((copy) => {
      put('portfolioId', undefined)(copy);
      put('currency', 'real')(copy);
      put('sites.0.latitudeDeg', 122)(copy);
      put('sites.0.timeZone', 'Brazil/Campinas')(copy);
      put('assets.1.nameplate.acCapacityW', -1)(copy);
      put('assets.2.siteId', 'santos')(copy);
      put('agreements.0.parties.subscriber', 'ana')(copy);
      put('agreements.0.term.startDate', '1/1/2026')(copy);
    });
    expect(issues).toEqual([
      { path: 'portfolioId', read: undefined, expected: 'string' },
      { path: 'currency', read: 'real', expected: 'a currency code of ISO 4217 such as "BRL"' },
      { path: 'sites[0].latitudeDeg', read: 122, expected: 'at most 90' },
      { path: 'sites[0].timeZone', read: 'Brazil/Campinas', expected: 'an IANA time zone such as "America/Sao_Paulo"' },
      { path: 'agreements[0].term.startDate', read: '1/1/2026', expected: 'a date such as "2026-10-01"' },
      { path: 'assets[1].nameplate.acCapacityW', read: -1, expected: 'above 0' },
      { path: 'assets[2].siteId', read: 'santos', expected: 'the id of a site in this file' },
      { path: 'agreements[0].parties.subscriber', read: 'ana', expected: 'the id of a party in this file' },
    ]);
  });

  it('writes the errors for a person, one a line', () => {
    try {
      definePortfolio({ ...input, name: '', sites: [] });
      expect.unreachable();
    } catch (error) {
      expect(isUsinaError(error, 'PORTFOLIO_INVALID')).toBe(true);
      expect((error as Error).message).toBe(
        [
          'The portfolio has 5 errors:',
          '  name: read "", expected at least 1 character',
          '  sites: read [], expected at least 1 item',
          '  assets[0].siteId: read "campinas", expected the id of a site in this file',
          '  assets[1].siteId: read "campinas", expected the id of a site in this file',
          '  assets[2].siteId: read "campinas", expected the id of a site in this file',
        ].join('\n'),
      );
    }
  });

  it.each([
    ['a twin site', 'sites.1', input.sites[0], 'sites[1].id', 'an id that is not already that of sites[0]'],
    ['a twin asset', 'assets.3', input.assets[2], 'assets[3].id', 'an id that is not already that of assets[2]'],
    ['a twin party', 'parties.2', input.parties[0], 'parties[2].id', 'an id that is not already that of parties[0]'],
    [
      'a twin agreement',
      'agreements.1',
      input.agreements[0],
      'agreements[1].id',
      'an id or version that is not already that of agreements[0]',
    ],
    ['an unknown owner', 'sites.0.ownerId', 'x', 'sites[0].ownerId', 'the id of a party in this file'],
    ['an unknown lessor', 'sites.0.landOwnerId', 'x', 'sites[0].landOwnerId', 'the id of a party in this file'],
    ['an unknown whole', 'assets.1.parentId', 'x', 'assets[1].parentId', 'the id of an asset in this file'],
    ['an unknown meter', 'agreements.0.meters.0', 'x', 'agreements[0].meters[0]', 'the id of an asset in this file'],
    [
      'a meter of nobody',
      'assets.2.nameplate.partyId',
      'x',
      'assets[2].nameplate.partyId',
      'the id of a party in this file',
    ],
    [
      'an asset in itself',
      'assets.1.parentId',
      'inv-1',
      'assets[1].parentId',
      'an asset that is not itself, nor part of it',
    ],
    ['an unknown role', 'parties.0.roles.0', 'king', 'parties[0].roles[0]', expect.stringMatching(/^one of "owner", /)],
    ['an unknown kind', 'assets.1.kind', 'invertor', 'assets[1].kind', expect.stringMatching(/^one of "pvSystem", /)],
    ['a kind left out', 'assets.1.kind', undefined, 'assets[1].kind', expect.stringMatching(/^one of "pvSystem", /)],
    ['a blank in an id', 'portfolioId', 'a b', 'portfolioId', expect.stringMatching(/^letters, digits/)],
    ['a number for a name', 'name', 5, 'name', 'string'],
    ['another version of the file', 'version', 2, 'version', '1'],
    ['a text for a list', 'assets', 'none', 'assets', 'array'],
  ])('refuses %s', (_what, path, value, where, expected) => {
    expect(issuesOf(put(path, value))).toContainEqual(expect.objectContaining({ path: where, expected }));
  });

  it('finds parts that go round in a circle', () => {
    const issues = issuesOf(put('assets.0.parentId', 'inv-1'));
    expect(issues.map(({ path }) => path)).toEqual(['assets[0].parentId', 'assets[1].parentId']);
  });

  it('names keys that it does not know', () => {
    expect(issuesOf(put('sites.0.altitud', 3))).toEqual([
      { path: 'sites[0]', read: ['altitud'], expected: 'no such keys: check the spelling, or the kind of asset' },
    ]);
  });

  it('keeps the versions of an agreement beside each other', () => {
    expect(issuesOf(put('agreements.1', { ...input.agreements[0], version: 2 }))).toEqual([]);
  });

  it.each([[null], [[]], ['text'], [undefined]])('refuses %j for a file', (file) => {
    expect(() => definePortfolio(file as never)).toThrow(
      expect.objectContaining({ issues: [{ path: '', read: file, expected: 'object' }] }),
    );
  });

  it('takes the asset kinds that it is given, typed', () => {
    const electrolyser = defineAssetKind({
      kind: 'electrolyser',
      nameplate: z.strictObject({ dcCapacityW: z.number().positive() }),
    });
    const file = {
      ...input,
      agreements: [],
      assets: [{ id: 'h2', siteId: 'campinas', kind: 'electrolyser', nameplate: { dcCapacityW: 1_000 } }],
    };
    const portfolio = definePortfolio(file, { assetKinds: [...standardAssetKinds, electrolyser] });
    const [asset] = portfolio.assets;
    expect(asset).toMatchObject({ kind: 'electrolyser', nameplate: { dcCapacityW: 1_000 } });
    expectTypeOf<Extract<typeof asset, { kind: 'electrolyser' }>['nameplate']>().toEqualTypeOf<{
      dcCapacityW: number;
    }>();
    expect(() => definePortfolio(file)).toThrow(expect.objectContaining({ code: 'PORTFOLIO_INVALID' }));
    const only = { assetKinds: [electrolyser] };
    expect(() => definePortfolio({ ...file, assets: input.assets }, only)).toThrow(
      /expected one of "electrolyser"|expected "electrolyser"/,
    );
  });
});

describe('parsePortfolio', () => {
  it('says where the text stops being JSON', () => {
    expect(() => parsePortfolio('{"name": ')).toThrow(
      expect.objectContaining({
        code: 'PORTFOLIO_INVALID',
        issues: [expect.objectContaining({ path: '', read: '{"name": ', expected: expect.stringMatching(/^JSON/) })],
      }),
    );
  });
});

describe('PortfolioError', () => {
  it('counts one error as one, and cuts what is long', () => {
    const error = new PortfolioError([{ path: 'name', read: 'x'.repeat(200), expected: 'less' }]);
    expect(error.message).toMatch(/^The portfolio has 1 error:\n {2}name: read "x+…, expected less$/);
    expect(error.message.length).toBeLessThan(140);
  });
});

describe('assetsOfKind', () => {
  it('narrows to the nameplate of the kind', () => {
    const { assets } = definePortfolio(input);
    const meters = assetsOfKind(assets as readonly Asset[], 'meter');
    expect(meters.map(({ id }) => id)).toEqual(['meter-1']);
    expectTypeOf(meters[0]!.nameplate.measures).toEqualTypeOf<'gridExchange' | 'generation' | 'load' | 'battery'>();
  });
});

describe('definePortfolio: contradictions', () => {
  const asset = (rest: object) => ({ id: 'x', siteId: 'campinas', ...rest });
  const battery = (minStateOfChargePercent: number) =>
    asset({
      kind: 'battery',
      nameplate: { capacityWh: 1_000, chargePowerW: 500, dischargePowerW: 500, minStateOfChargePercent },
    });
  const inverterWith = (specification: object) => asset({ kind: 'inverter', nameplate: {}, specification });
  const pvOf = (dcCapacityW: number) => put('assets.0.nameplate.dcCapacityW', dcCapacityW);
  const term = (endDate: string) => put('agreements.0.term.endDate', endDate);
  const santos = { ...input.sites[0]!, id: 'santos' };

  it.each<[string, Parameters<typeof issuesOf>[0], PortfolioIssue[]]>([
    [
      'a battery whose least charge is above its greatest',
      put('assets.3', battery(97)),
      [
        {
          path: 'assets[3].nameplate.minStateOfChargePercent',
          read: 97,
          expected: 'at most maxStateOfChargePercent, 95',
        },
      ],
    ],
    [
      'limits upside down, and of a point that nobody knows',
      put('assets.3', inverterWith({ frequencyHz: { min: 62, max: 58 }, toString: { min: 1 } })),
      [
        { path: 'assets[3].specification.frequencyHz.min', read: 62, expected: 'at most its max, 58' },
        {
          path: 'assets[3].specification.toString',
          read: 'toString',
          expected: 'a point of the vocabulary; for points of a driver pass its vocabulary',
        },
      ],
    ],
    [
      'arrays that do not add up to the plant',
      pvOf(60_000),
      [
        {
          path: 'assets[0].nameplate.dcCapacityW',
          read: 60_000,
          expected: 'the sum of its arrays, 66000, within 1 %',
        },
      ],
    ],
    [
      'half a place',
      put('sites.0.longitudeDeg', undefined),
      [
        {
          path: 'sites[0].longitudeDeg',
          read: undefined,
          expected: 'a number, for latitudeDeg is given; or neither',
        },
      ],
    ],
    [
      'a part at another site than the whole',
      (copy) => {
        put('sites.1', santos)(copy);
        put('assets.1.siteId', 'santos')(copy);
      },
      [{ path: 'assets[1].parentId', read: 'pv', expected: 'an asset of the same site; that one is at "campinas"' }],
    ],
    [
      'a term that ends before it starts',
      term('2025-12-31'),
      [{ path: 'agreements[0].term.endDate', read: '2025-12-31', expected: 'a date after 2026-01-01, or null' }],
    ],
  ])('finds %s', (_, change, expected) => {
    expect(issuesOf(change)).toEqual(expected);
  });

  it('takes rounded nameplates, and the points of a driver', () => {
    expect(issuesOf(pvOf(66_500))).toEqual([]);
    const vocabulary = definePoints({
      fanSpeedRpm: { unit: 'rpm', meaning: 'cabinet fan', kind: 'gauge', min: 0, max: 9_000 },
    });
    const assets = [...input.assets, inverterWith({ fanSpeedRpm: { max: 3_000 } })];
    expect(definePortfolio({ ...input, assets }, { vocabulary }).assets).toHaveLength(4);
  });
});

describe('definePortfolio: terms of agreements', () => {
  const check = (agreements: object[]) => {
    try {
      definePortfolio({ ...input, agreements }, { agreementKinds: standardAgreementKinds });
    } catch (error) {
      return (error as PortfolioError).issues;
    }
    return [];
  };
  const fee = { ...input.agreements[0]!, terms: { monthlyFee: '39.90' } };

  it('are checked by their kinds, where those are given', () => {
    expect(check([fee])).toEqual([]);
    expect(definePortfolio(input).agreements).toHaveLength(1);
    const issues = check([
      { ...fee, terms: { monthlyFee: 39.9 } },
      { ...fee, id: 'second', kind: 'barter' },
      { ...fee, id: 'third', parties: { provider: 'coop' } },
    ]);
    expect(issues.map(({ path, read }) => [path, read])).toEqual([
      ['agreements[0].terms.monthlyFee', 39.9],
      ['agreements[1].kind', 'barter'],
      ['agreements[2].parties.subscriber', undefined],
    ]);
  });

  it('are told beside everything else that is wrong', () => {
    const term = { ...fee.term, endDate: '2025-01-01' };
    const issues = check([{ ...fee, meters: ['ghost'], term, terms: {} }]);
    expect(issues.map(({ path }) => path)).toEqual([
      'agreements[0].meters[0]',
      'agreements[0].term.endDate',
      'agreements[0].terms.monthlyFee',
    ]);
  });
});
