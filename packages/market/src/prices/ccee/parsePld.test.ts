import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { clipPrices } from '@usina/core/agreements';
import { isUsinaError } from '@usina/core/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../../tools/sharedData.ts';
import { parsePld } from './parsePld.ts';

const header = 'MES_REFERENCIA;SUBMERCADO;PERIODO_COMERCIALIZACAO;DIA;HORA;PLD_HORA';
const revision = 'test.csv';
const hourly = (...lines: string[]) => parsePld({ text: [header, ...lines].join('\n'), submarket: 'SE/CO', revision });
const plain = (...lines: string[]) =>
  parsePld({ text: ['hour_start_local,pld_brl_mwh', ...lines].join('\n'), submarket: 'SUDESTE', revision });
const failure = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (isUsinaError(error)) return { code: error.code, ...error.context };
    throw error;
  }
  return undefined;
};

describe("CCEE's hourly layout", () => {
  it("reads the operator's own rows", () => {
    const text = `${header}\r\n202512;NORDESTE;721;31;0;205.25\r\n`;
    expect(parsePld({ text, submarket: 'NORDESTE', revision: 'pld_horario 2025', knownAtMs: 5 })).toEqual({
      market: 'CCEE',
      product: 'PLD',
      zone: 'NORDESTE',
      status: 'official',
      currency: 'BRL',
      per: 'MWh',
      startMs: Date.UTC(2025, 11, 31, 3),
      stepMs: 3_600_000,
      micros: [205_250_000n],
      revision: 'pld_horario 2025',
      knownAtMs: 5,
    });
  });

  it('takes one submarket of several, rows in any order, days as dates, columns in any order', () => {
    const text = [
      'DIA;HORA;PLD_HORA;_id;mes_referencia;SUBMERCADO;PERIODO_COMERCIALIZACAO',
      '02/11/2023;0;71;1;202311;SUDESTE;25',
      '1;23;70.5;2;202311;SUDESTE;24',
      '1;23;99;3;202311;SUL;24',
    ].join('\n');
    const prices = parsePld({ text, submarket: 'SE', revision });
    expect(prices.micros).toEqual([70_500_000n, 71_000_000n]);
    expect(new Date(prices.startMs).toISOString()).toBe('2023-11-02T02:00:00.000Z');
  });

  it.each([
    ['decimal comma', '1.234,50', 1_234_500_000n],
    ['decimal comma without thousands', '1234,5', 1_234_500_000n],
    ['decimal point', '1234.50', 1_234_500_000n],
    ['three decimals in a file with points', '1.234', 1_234_000n],
    ['no decimals', '205', 205_000_000n],
    ['quoted', '"205,25"', 205_250_000n],
  ])('reads a price with %s', (_, price, micros) => {
    expect(hourly(`202311;SUDESTE;1;1;0;${price}`).micros).toEqual([micros]);
  });

  it('takes a point for thousands in a file with decimal commas', () => {
    expect(hourly('202311;SUDESTE;1;1;0;69,04', '202311;SUDESTE;2;1;1;1.234').micros).toEqual([
      69_040_000n,
      1_234_000_000n,
    ]);
  });

  it('reads latin-1 and UTF-8 bytes and drops a byte order mark', () => {
    const text = `${header};MÊS\n202311;SUDESTE;1;1;0;69.04;março\n`;
    const latin1 = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const utf8 = new TextEncoder().encode(`\uFEFF${text}`);
    for (const bytes of [latin1, utf8])
      expect(parsePld({ bytes, submarket: 'SUDESTE', revision }).micros).toEqual([69_040_000n]);
  });

  it('leaves a missing row and an empty cell null', () => {
    expect(hourly('202311;SUDESTE;1;1;0;1', '202311;SUDESTE;3;1;2;', '202311;SUDESTE;4;1;3;4').micros).toEqual([
      1_000_000n,
      null,
      null,
      4_000_000n,
    ]);
  });

  it.each<[string, string, string, number | undefined, string | undefined]>([
    ['a word for a price', '202311;SUDESTE;1;1;0;n/d', 'PRICES_NUMBER', 2, 'PLD_HORA'],
    ['a negative price', '202311;SUDESTE;1;1;0;-1', 'PRICES_NUMBER', 2, 'PLD_HORA'],
    ['an exponent', '202311;SUDESTE;1;1;0;1e2', 'PRICES_NUMBER', 2, 'PLD_HORA'],
    ['foreign thousands', '202311;SUDESTE;1;1;0;1,234.50', 'PRICES_NUMBER', 2, 'PLD_HORA'],
    ['hour 24', '202311;SUDESTE;25;1;24;1', 'PRICES_NUMBER', 2, 'HORA'],
    ['hours that label the end', '202311;SUDESTE;1;1;1;1', 'PRICES_PERIOD', 2, 'PERIODO_COMERCIALIZACAO'],
    ['30 February', '202402;SUDESTE;697;30;0;1', 'PRICES_NUMBER', 2, 'DIA'],
    ['a day of another month', '202311;SUDESTE;1;01/12/2023;0;1', 'PRICES_NUMBER', 2, 'DIA'],
    ['a month with daylight saving', '201811;SUDESTE;1;1;0;1', 'PRICES_NUMBER', 2, 'MES_REFERENCIA'],
    ['month 13', '202313;SUDESTE;1;1;0;1', 'PRICES_NUMBER', 2, 'MES_REFERENCIA'],
    ['an unknown submarket', '202311;LESTE;1;1;0;1', 'PRICES_SUBMARKET', 2, 'SUBMERCADO'],
    ['a line cut short', '202311;SUDESTE;1;1', 'PRICES_COLUMNS', 2, undefined],
    ['another submarket only', '202311;SUL;1;1;0;1', 'PRICES_SUBMARKET', undefined, undefined],
    ['a header only', '', 'PRICES_EMPTY', undefined, undefined],
  ])('refuses %s', (_, row, code, line, column) => {
    expect(failure(() => hourly(row))).toMatchObject({ code, ...(line && { line }), ...(column && { column }) });
  });

  it('says what was read and what was expected', () => {
    expect(() => hourly('202311;SUDESTE;1;1;0;1', '202311;SUDESTE;2;1;1;x')).toThrow(
      'Prices "test.csv", line 3, column PLD_HORA: read "x", expected a price in R$/MWh',
    );
  });

  it('refuses an hour that comes twice, and says whether the prices differ', () => {
    const row = '202311;SUDESTE;1;1;0;69.04';
    expect(failure(() => hourly(row, row))).toMatchObject({ code: 'PRICES_DUPLICATE', line: 3 });
    expect(failure(() => hourly(row, '202311;SUDESTE;1;1;0;69.05'))).toMatchObject({
      code: 'PRICES_CONFLICT',
      line: 3,
    });
  });

  it('refuses decimal point and decimal comma in one file', () => {
    expect(failure(() => hourly('202311;SUDESTE;1;1;0;69,04', '202311;SUDESTE;2;1;1;69.04'))).toMatchObject({
      code: 'PRICES_DECIMAL_MARK',
      line: 3,
    });
  });
});

describe('the plain layout', () => {
  it('reads hours with the offset of Brasília; 2020 is a shadow price', () => {
    const prices = plain('2020-01-01T00:00-03:00,286.03', '2020-01-01T01:00-03:00,285.97');
    expect(prices).toMatchObject({ status: 'shadow', startMs: Date.UTC(2020, 0, 1, 3), zone: 'SUDESTE' });
    expect(prices.micros).toEqual([286_030_000n, 285_970_000n]);
  });

  it.each([
    ['2020-01-01T00:00,1', 'PRICES_TIME_ZONE'],
    ['2020-01-01T00:00Z,1', 'PRICES_TIME_ZONE'],
    ['2020-01-01T00:00+05:30,1', 'PRICES_TIME_ZONE'],
    ['2020-01-01T00:00-02:00,1', 'PRICES_TIME_ZONE'],
    ['2020-01-01T00:30-03:00,1', 'PRICES_NUMBER'],
    ['2020-02-30T00:00-03:00,1', 'PRICES_NUMBER'],
    ['yesterday,1', 'PRICES_NUMBER'],
  ])('refuses the line %s', (line, code) => {
    expect(failure(() => plain(line))).toMatchObject({ code, line: 2, column: 'hour_start_local' });
  });

  it('becomes official where the range starts in 2021', () => {
    const lines = ['2020-12-31T23:00-03:00,1', '2021-01-01T00:00-03:00,2', '2021-01-01T01:00-03:00,3'];
    const text = ['hour_start_local,pld_brl_mwh', ...lines].join('\n');
    const startMs = Date.UTC(2021, 0, 1, 3);
    expect(plain(...lines)).toMatchObject({ status: 'shadow', officialFromMs: startMs });
    expect(clipPrices(plain(...lines), startMs, startMs + 3_600_000)).toMatchObject({ status: 'official' });
    expect(plain(lines[0]!)).not.toHaveProperty('officialFromMs');
    const cut = parsePld({ text, submarket: 'SUDESTE', revision, startMs, endMs: startMs + 3 * 3_600_000 });
    expect(cut).toMatchObject({ status: 'official', startMs });
    expect(cut.micros).toEqual([2_000_000n, 3_000_000n, null]);
  });
});

describe('files', () => {
  it('reads daily means as a product of their own', () => {
    const text = 'MES_REFERENCIA;SUBMERCADO;DIA;PLD_MEDIA_DIA\n202603;SUDESTE;10/03/2026;342.15\n';
    expect(parsePld({ text, submarket: 'SUDESTE', revision })).toMatchObject({
      product: 'PLD daily mean',
      stepMs: 86_400_000,
      startMs: Date.UTC(2026, 2, 10, 3),
      micros: [342_150_000n],
    });
  });

  it.each([
    ['nothing', '', 'PRICES_EMPTY'],
    ['another header', 'time;price\n1;2\n', 'PRICES_COLUMNS'],
    ['a column twice', `${header};HORA\n`, 'PRICES_COLUMNS'],
  ])('refuses %s', (_, text, code) => {
    expect(failure(() => parsePld({ text, submarket: 'SUL', revision }))).toMatchObject({ code });
  });

  it('refuses gzip bytes and an unknown submarket', () => {
    const bytes = Uint8Array.of(0x1f, 0x8b, 8);
    expect(failure(() => parsePld({ bytes, submarket: 'SUL', revision }))).toMatchObject({ code: 'PRICES_COMPRESSED' });
    expect(failure(() => parsePld({ text: '', submarket: 'OESTE', revision }))).toMatchObject({
      code: 'MARKET_UNKNOWN_SUBMARKET',
    });
  });

  it('reads back any price that it could have written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.constantFrom('.', ','), (micros, mark) => {
        const digits = micros.toString().padStart(7, '0');
        const price = `${digits.slice(0, -6)}${mark}${digits.slice(-6)}`;
        expect(hourly(`202311;SUDESTE;1;1;0;${price}`).micros).toEqual([micros]);
      }),
    );
  });
});

const folder = sharedData('data/ccee-pld-sudeste');

describe.skipIf(folder === undefined)('four real years of SUDESTE (skipped where ../shared is missing)', () => {
  const bytes = () => gunzipSync(readFileSync(join(folder!, 'pld_sudeste_hourly_2020-2023.csv.gz')));
  const reais = (micros: readonly (bigint | null)[]) => micros.map((price) => Number(price) / 1e6);

  it.each([
    // yearly min / mean / max as the data set's README states them
    [2020, 8_784, 'shadow', 39.68, 177.14, 933.67],
    [2021, 8_760, 'official', 49.77, 280.5, 765.11],
    [2022, 8_760, 'official', 55.7, 59.05, 306.64],
    [2023, 8_760, 'official', 69.04, 72.16, 620.95],
  ] as const)('has the known prices of %i', (year, hours, status, min, mean, max) => {
    const prices = parsePld({
      bytes: bytes(),
      submarket: 'SUDESTE',
      revision,
      startMs: Date.UTC(year, 0, 1, 3),
      endMs: Date.UTC(year + 1, 0, 1, 3),
    });
    const values = reais(prices.micros);
    expect(prices.status).toBe(status);
    expect(prices.micros).not.toContain(null);
    expect(values).toHaveLength(hours);
    expect(Math.min(...values)).toBe(min);
    expect(Math.max(...values)).toBe(max);
    expect(values.reduce((sum, value) => sum + value, 0) / hours).toBeCloseTo(mean, 2);
  });

  it('reads the same November from both layouts', () => {
    const file = readFileSync(join(folder!, 'pld_horario_layout_202311_SUDESTE.csv'));
    const own = parsePld({ bytes: file, submarket: 'SE/CO', revision });
    const { startMs } = own;
    const same = parsePld({ bytes: bytes(), submarket: 'SE/CO', revision, startMs, endMs: startMs + 720 * 3_600_000 });
    expect(own.micros).toHaveLength(720);
    expect(own).toEqual(same);
  });
});
