import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  amount,
  amountOf,
  compare,
  divideHalfAwayFromZero,
  exact,
  exactAmount,
  formatMoney,
  type Money,
  minorDigits,
  money,
  moneyText,
  negate,
  splitByLargestRemainder,
  sum,
  unitPrice,
} from './index.ts';

const brl = (text: string) => money(text, 'BRL');
const thrown = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('money', () => {
  it('reads a decimal text into the smallest unit of the currency', () => {
    expect(brl('12.34')).toEqual({ minor: 1_234n, currency: 'BRL' });
    expect(money('-7', 'JPY')).toEqual({ minor: -7n, currency: 'JPY' });
    expect(money('0.125', 'KWD')).toEqual({ minor: 125n, currency: 'KWD' });
    expect(minorDigits('BRL')).toBe(2);
  });

  it.each(['1,5', '1e3', '', '1.', '.5', ' 1', '+1', 'NaN'])('refuses the text "%s"', (text) => {
    expect(thrown(() => brl(text))).toMatchObject({ code: 'MONEY_INVALID', context: { read: text } });
  });

  it('refuses what the currency cannot hold instead of rounding it', () => {
    expect(thrown(() => brl('12.345'))).toMatchObject({ code: 'MONEY_INVALID', context: { digits: 2 } });
    expect(thrown(() => money('1', 'reais'))).toMatchObject({ code: 'MONEY_INVALID' });
    expect(thrown(() => exact(0.1 as unknown as string))).toMatchObject({ code: 'MONEY_INVALID' });
  });

  it('adds, negates and compares within one currency only', () => {
    expect(add(brl('1.10'), brl('2.20'))).toEqual(brl('3.30'));
    expect(sum([brl('1'), negate(brl('0.25'))], 'BRL')).toEqual(brl('0.75'));
    expect(compare(brl('-1'), brl('0'))).toBe(-1);
    expect(thrown(() => add(brl('1'), money('1', 'USD')))).toMatchObject({
      code: 'MONEY_CURRENCY',
      context: { currencies: ['BRL', 'USD'] },
    });
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (minor) => {
        const value: Money = { minor, currency: 'BRL' };
        expect(brl(moneyText(value))).toEqual(value);
      }),
    );
  });
});

describe('amount', () => {
  it('bills Wh at a price per MWh, half away from zero', () => {
    const price = unitPrice('235.70', 'MWh', 'BRL');
    expect(price).toEqual({ micros: 235_700_000n, per: 'MWh', currency: 'BRL' });
    expect(amount(price, { value: 1_500n, unit: 'Wh' })).toEqual(brl('0.35'));
    expect(amount(unitPrice('0.01', 'kWh', 'BRL'), { value: '0.5', unit: 'kWh' })).toEqual(brl('0.01'));
    expect(amount(unitPrice('-0.01', 'kWh', 'BRL'), { value: '0.5', unit: 'kWh' })).toEqual(brl('-0.01'));
    expect(amount(unitPrice('1', 'Wh', 'BRL'), { value: '0.001', unit: 'MWh' })).toEqual(brl('1000'));
    expect(amount(unitPrice('250.00', 'MWh', 'BRL'), { value: '1', unit: 'MWh' })).toEqual(brl('250.00'));
  });

  it('does not round a sum of intervals before its end', () => {
    const price = unitPrice('4', 'MWh', 'BRL');
    const whole = Array.from({ length: 1_000 }, () => exactAmount(price, { value: 1_000n, unit: 'Wh' }));
    expect(
      amountOf(
        whole.reduce((total, each) => total.plus(each)),
        'BRL',
      ),
    ).toEqual(brl('4.00'));
    expect(amountOf(exact('10.505'), 'BRL')).toEqual(brl('10.51'));
  });

  it('refuses a quantity of another unit', () => {
    const price = unitPrice('10', 'month', 'BRL');
    expect(thrown(() => amount(price, { value: 1n, unit: 'MWh' }))).toMatchObject({
      code: 'MONEY_UNIT',
      context: { unit: 'MWh', per: 'month' },
    });
    const odd = unitPrice('1', 'constructor', 'BRL');
    expect(thrown(() => amount(odd, { value: 1n, unit: 'toString' }))).toMatchObject({ code: 'MONEY_UNIT' });
    expect(thrown(() => unitPrice('0.0000001', 'Wh', 'BRL'))).toMatchObject({ code: 'MONEY_INVALID' });
  });

  it('rounds symmetrically', () => {
    expect([divideHalfAwayFromZero(5n, 2n), divideHalfAwayFromZero(-5n, 2n), divideHalfAwayFromZero(4n, 3n)]).toEqual([
      3n,
      -3n,
      1n,
    ]);
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
        expect(divideHalfAwayFromZero(-n, d)).toBe(-divideHalfAwayFromZero(n, d));
        const error = divideHalfAwayFromZero(n, d) * d - n;
        expect(2n * (error < 0n ? -error : error) <= d).toBe(true);
      }),
    );
  });
});

describe('Exact', () => {
  it('computes without a rounding error', () => {
    expect(exact('0.1').plus('0.2').compare('0.3')).toBe(0);
    expect(exact('1').over('3').times('3').compare('1')).toBe(0);
    expect(exact('1').plus('0.0019').times('127.96').toFixed(2)).toBe('128.20');
    expect(exact('-0.001').toFixed(2)).toBe('0.00');
    expect(exact('-0.005').toFixed(2)).toBe('-0.01');
    expect(exact('12.5').toFixed(0)).toBe('13');
    expect(thrown(() => exact('1').over('0'))).toMatchObject({ code: 'MONEY_INVALID' });
  });
});

describe('splitByLargestRemainder', () => {
  it('gives the odd centavos to the largest remainders, ties by id', () => {
    const equal = ['c', 'a', 'b'].map((id) => ({ id, weight: '1' }));
    expect(Object.fromEntries(splitByLargestRemainder(brl('-76.12'), equal))).toEqual({
      a: brl('-25.38'),
      b: brl('-25.37'),
      c: brl('-25.37'),
    });
  });

  it('adds up exactly, and no part is a whole unit off its fair share', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), weights, (minor, list) => {
        const whole = list.reduce((total, weight) => total + weight, 0n);
        fc.pre(whole > 0n);
        const parts = splitByLargestRemainder(
          { minor, currency: 'BRL' },
          list.map((weight, i) => ({ id: `p${i}`, weight })),
        );
        expect(sum(parts.values(), 'BRL').minor).toBe(minor);
        list.forEach((weight, i) => {
          const off = parts.get(`p${i}`)!.minor * whole - minor * weight;
          expect((off < 0n ? -off : off) < whole).toBe(true);
        });
      }),
    );
  });

  it.each([
    ['nobody', []],
    [
      'a duplicate',
      [
        { id: 'a', weight: '1' },
        { id: 'a', weight: '2' },
      ],
    ],
    ['a negative weight', [{ id: 'a', weight: '-1' }]],
    ['nothing to weigh', [{ id: 'a', weight: '0' }]],
  ])('refuses %s', (_, shares) => {
    expect(thrown(() => splitByLargestRemainder(brl('1'), shares))).toMatchObject({ code: 'MONEY_SPLIT' });
  });
});

describe('formatMoney', () => {
  it('shows every digit in the manner of the locale', () => {
    expect(formatMoney(brl('1234567.89'), 'pt-BR')).toBe('R$\u00a01.234.567,89');
    expect(formatMoney(brl('12345678901234567890.12'), 'en')).toBe('R$12,345,678,901,234,567,890.12');
    expect(formatMoney(money('-5', 'JPY'), 'en')).toBe('-¥5');
  });
});
