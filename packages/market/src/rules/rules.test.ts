import { isUsinaError } from '@usina/core/errors';
import { exact, moneyText, priceOf, unitPrice } from '@usina/core/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPldLimits,
  type McpContract,
  mcpSettlement,
  offerRevenue,
  quantileAt,
  quantileOffer,
  submarketOf,
  twoPriceLevel,
} from './index.ts';

const brl = (text: string) => unitPrice(text, 'MWh', 'BRL');
const failure = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (isUsinaError(error)) return { code: error.code, ...error.context };
    throw error;
  }
  return undefined;
};

describe('submarketOf', () => {
  it.each([
    ['SE/CO', 'SUDESTE'],
    [' sudeste ', 'SUDESTE'],
    ['Sudéste', 'SUDESTE'],
    ['N', 'NORTE'],
    ['ne', 'NORDESTE'],
    ['SUL', 'SUL'],
  ])('reads "%s"', (text, name) => {
    expect(submarketOf(text).name).toBe(name);
  });

  it('refuses what is none', () => {
    expect(failure(() => submarketOf('OESTE'))).toMatchObject({ code: 'MARKET_UNKNOWN_SUBMARKET', read: 'OESTE' });
  });
});

describe('mcpSettlement', () => {
  const hour = (generationWh: bigint, contracts: McpContract[] = [], pldMicros = 353_470_000n) => ({
    submarket: 'SUDESTE',
    pldMicros: [pldMicros],
    generationWh: [generationWh],
    consumptionWh: [487_000n],
    contracts,
  });

  it('sells what is left over at the PLD', () => {
    const sale: McpContract = { id: 'c1', side: 'sell', wh: [1_250_000n] };
    const { bySubmarket, total } = mcpSettlement({ submarkets: [hour(2_405_000n, [sale])] });
    expect(bySubmarket[0]!.totalNetWh).toEqual(exact(668_000n));
    expect(moneyText(total)).toBe('236.12');
  });

  it('rounds once per submarket: two hours of half a centavo are one centavo, not two', () => {
    const submarket = {
      submarket: 'SUL',
      pldMicros: [5_000_000n, 5_000_000n],
      generationWh: [1_000n, 1_000n],
      consumptionWh: [0n, 0n],
      contracts: [],
    };
    expect(moneyText(mcpSettlement({ submarkets: [submarket] }).total)).toBe('0.01');
    expect(moneyText(mcpSettlement({ submarkets: [submarket, submarket] }).total)).toBe('0.02');
  });

  it('refuses columns of different length', () => {
    const contract: McpContract = { id: 'c1', side: 'buy', wh: [] };
    expect(failure(() => mcpSettlement({ submarkets: [hour(1n, [contract])] }))).toMatchObject({
      code: 'MARKET_LENGTH',
      column: 'contract c1',
    });
  });

  it('mirrors: what one side receives, the other pays', () => {
    const wh = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(wh, wh, (generationWh, consumptionWh) => {
        const side = (a: bigint[], b: bigint[]) =>
          mcpSettlement({
            submarkets: [
              { submarket: 'N', pldMicros: [1n, 61_070_000n, 7n], generationWh: a, consumptionWh: b, contracts: [] },
            ],
          }).total.minor;
        expect(side(generationWh, consumptionWh)).toBe(-side(consumptionWh, generationWh));
      }),
    );
  });
});

describe('applyPldLimits', () => {
  const limits = {
    year: 2024,
    source: 'reference case pld-01',
    floor: brl('61.07'),
    structuralCeiling: brl('716.80'),
    hourlyCeiling: brl('1470.57'),
  };

  it('clips each hour and compares the exact mean of the day', () => {
    const cheap = applyPldLimits({ cmo: Array<typeof limits.floor>(24).fill(brl('0.61')), limits });
    expect(cheap.pld[0]).toEqual(brl('61.07'));
    expect(cheap.structuralCeilingExceeded).toBe(false);
    const atCeiling = applyPldLimits({ cmo: Array<typeof limits.floor>(24).fill(brl('716.80')), limits });
    expect(atCeiling.structuralCeilingExceeded).toBe(false);
    const dear = applyPldLimits({ cmo: Array<typeof limits.floor>(24).fill(brl('2000')), limits });
    expect(priceOf(dear.pld[23]!).toFixed(2)).toBe('1470.57');
    expect(dear.structuralCeilingExceeded).toBe(true);
  });

  it('refuses a day of 23 hours, limits out of order and another currency', () => {
    const cmo = Array<typeof limits.floor>(24).fill(brl('100'));
    expect(failure(() => applyPldLimits({ cmo: cmo.slice(1), limits }))).toMatchObject({ code: 'MARKET_LENGTH' });
    expect(failure(() => applyPldLimits({ cmo, limits: { ...limits, floor: brl('800') } }))).toMatchObject({
      code: 'MARKET_LIMITS',
    });
    const usd = unitPrice('100', 'MWh', 'USD');
    expect(failure(() => applyPldLimits({ cmo: [...cmo.slice(1), usd], limits }))).toMatchObject({
      code: 'MARKET_PRODUCT',
    });
  });
});

describe('quantileOffer', () => {
  const prices = { price: brl('281.29'), longPrice: brl('225.032'), shortPrice: brl('393.806') };
  const levels = ['0.05', '0.1', '0.25', '0.5', '0.75', '0.9', '0.95'];
  const quantilesMwh = ['3.950', '4.070', '4.249', '4.532', '5.072', '5.694', '6.413'];

  it('offers the quantile that the imbalance prices ask for', () => {
    const { level, offerMwh } = quantileOffer({ ...prices, levels, quantilesMwh });
    expect(level.toFixed(6)).toBe('0.333333');
    expect(offerMwh.toFixed(3)).toBe('4.343');
    expect(moneyText(offerRevenue({ ...prices, offerMwh: '4.343', actualMwh: '1.107' }))).toBe('-52.71');
    expect(moneyText(offerRevenue({ ...prices, offerMwh: '4.343', actualMwh: '4.343' }))).toBe('1221.64');
  });

  it('interpolates linearly and stays flat beyond the ends', () => {
    expect(quantileAt({ levels: ['0.25', '0.5'], values: ['4.249', '4.532'], level: '0.3' }).toFixed(4)).toBe('4.3056');
    expect(quantileAt({ levels, values: quantilesMwh, level: '0.01' }).toFixed(3)).toBe('3.950');
    expect(quantileAt({ levels, values: quantilesMwh, level: '0.99' }).toFixed(3)).toBe('6.413');
  });

  it('refuses levels that do not ascend', () => {
    expect(failure(() => quantileAt({ levels: ['0.5', '0.5'], values: ['1', '2'], level: '0.5' }))).toMatchObject({
      code: 'MARKET_LEVELS',
    });
  });

  it('has no level where both sides have one price, or where they are swapped', () => {
    const one = brl('100');
    expect(failure(() => twoPriceLevel({ price: one, longPrice: one, shortPrice: one }))).toMatchObject({
      code: 'MARKET_PRICE_ORDER',
    });
    expect(failure(() => twoPriceLevel({ price: one, longPrice: brl('120'), shortPrice: brl('80') }))).toMatchObject({
      code: 'MARKET_PRICE_ORDER',
    });
  });
});
