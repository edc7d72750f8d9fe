import { MoneyError } from './MoneyError.ts';

/** What can be read without loss: a decimal text (`"-12.34"`), a whole number or another exact number. */
export type ExactInput = Exact | bigint | string;

const decimal = /^(-?)(\d{1,60})(?:\.(\d{1,60}))?$/;

/**
 * A rational number of any size. Nothing is rounded until `round` or `toFixed` is asked for, and both round half
 * away from zero. A float is refused on purpose: 0.1 is not a tenth.
 *
 * @example
 * exact('1').plus('0.0019').times('127.96').toFixed(2) // "128.20"
 */
export class Exact {
  readonly numerator: bigint;
  /** Always positive. */
  readonly denominator: bigint;

  constructor(numerator: bigint, denominator = 1n) {
    if (denominator === 0n) throw new MoneyError('MONEY_INVALID', `Asked for ${numerator} divided by zero.`);
    this.numerator = denominator < 0n ? -numerator : numerator;
    this.denominator = denominator < 0n ? -denominator : denominator;
  }

  plus(other: ExactInput): Exact {
    const { numerator, denominator } = exact(other);
    if (denominator === this.denominator) return new Exact(this.numerator + numerator, denominator);
    return new Exact(this.numerator * denominator + numerator * this.denominator, this.denominator * denominator);
  }

  minus(other: ExactInput): Exact {
    return this.plus(exact(other).negated());
  }

  times(other: ExactInput): Exact {
    const { numerator, denominator } = exact(other);
    return new Exact(this.numerator * numerator, this.denominator * denominator);
  }

  /** Throws `MONEY_INVALID` when the other is zero. */
  over(other: ExactInput): Exact {
    const { numerator, denominator } = exact(other);
    return new Exact(this.numerator * denominator, this.denominator * numerator);
  }

  negated(): Exact {
    return new Exact(-this.numerator, this.denominator);
  }

  /** Below zero, zero or above as this is less than, equal to or greater than the other. */
  compare(other: ExactInput): -1 | 0 | 1 {
    const { numerator, denominator } = exact(other);
    const difference = this.numerator * denominator - numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  min(other: ExactInput): Exact {
    return this.compare(other) <= 0 ? this : exact(other);
  }

  max(other: ExactInput): Exact {
    return this.compare(other) >= 0 ? this : exact(other);
  }

  /** The nearest whole number, half away from zero. */
  round(): bigint {
    return divideHalfAwayFromZero(this.numerator, this.denominator);
  }

  /** This number with so many decimals, half away from zero, still as an exact number. */
  roundTo(digits: number): Exact {
    const scale = 10n ** BigInt(digits);
    return new Exact(divideHalfAwayFromZero(this.numerator * scale, this.denominator), scale);
  }

  /** Text with so many decimals, half away from zero; never "-0.00". */
  toFixed(digits: number): string {
    const scaled = this.roundTo(digits).numerator;
    const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
    const whole = text.slice(0, text.length - digits);
    return `${scaled < 0n ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
  }
}

/** An exact input as text for a message. */
export function exactText(value: ExactInput): string {
  return value instanceof Exact ? `${value.numerator}/${value.denominator}` : String(value);
}

/** Reads an exact number. Throws `MONEY_INVALID` for a text that is no plain decimal number ("1,5", "1e3", ""). */
export function exact(value: ExactInput): Exact {
  if (value instanceof Exact) return value;
  if (typeof value === 'bigint') return new Exact(value);
  const match = typeof value === 'string' ? decimal.exec(value) : null;
  if (!match) {
    throw new MoneyError(
      'MONEY_INVALID',
      `Read ${JSON.stringify(value)}, expected a decimal number in a string such as "-12.34": a point, no exponent, no thousands separator.`,
      { context: { read: value } },
    );
  }
  const [, sign, whole, fraction = ''] = match;
  return new Exact(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
}

/** The quotient of two integers, half away from zero: 5/2 is 3, -5/2 is -3. */
export function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const magnitude = (2n * n + d) / (2n * d);
  return negative ? -magnitude : magnitude;
}
