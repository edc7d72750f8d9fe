import * as z from 'zod';

/** ISO 4217 code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'expected a currency code of ISO 4217 such as "BRL"');
export type Currency = z.infer<typeof Currency>;

/** A bigint that crosses wires as a decimal string. */
export const BigIntString = z.codec(z.string().regex(/^-?\d{1,40}$/, 'expected an integer in a string'), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (value) => value.toString(),
});

/** An amount of money in the smallest unit of its currency: centavos for BRL. Integers only, so that sums are exact. */
export const Money = z.strictObject({ minor: BigIntString, currency: Currency });
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** A price: millionths of the major currency unit for one `per` ("MWh", "kWh", "month", "ha" …). R$ 250/MWh is 250_000_000 micros. */
export const UnitPrice = z.strictObject({ micros: BigIntString, per: z.string().min(1).max(40), currency: Currency });
export interface UnitPrice {
  readonly micros: bigint;
  readonly per: string;
  readonly currency: string;
}
