import type { Column } from '@usina/core/series';
import { SolarError } from './SolarError.ts';

/**
 * One number for all, or a number an element. Arrays of a call share one length (`SOLAR_LENGTHS`). With single numbers only
 * the result is a number; with an array it is an array of that length, new or the one given as `out`.
 */
export type Quantity = number | Float64Array;

/** The options of a formula with single numbers only: such a call returns a number. */
export type Scalars<Options> = { [Key in keyof Options]: Exclude<Options[Key], Float64Array> };

/** Length that arrays among the quantities share, or undefined when all are numbers. Throws `SOLAR_LENGTHS`. */
export function quantityLength(quantities: readonly Quantity[]): number | undefined {
  let length: number | undefined;
  for (const quantity of quantities) {
    if (typeof quantity === 'number') continue;
    if (length !== undefined && quantity.length !== length) {
      throw new SolarError(
        'SOLAR_LENGTHS',
        `Read arrays of ${length} and ${quantity.length} numbers, expected equal lengths.`,
        { context: { lengths: quantities.map((each) => (typeof each === 'number' ? 1 : each.length)) } },
      );
    }
    length = quantity.length;
  }
  return length;
}

/** A quantity as an array of `length` numbers; an array is returned as it is. */
export function toColumn(quantity: Quantity, length: number): Float64Array {
  return typeof quantity === 'number' ? new Float64Array(length).fill(quantity) : quantity;
}

/** The array to write to: the caller's, when it has the length, or a new one. */
export function outColumn(out: Column | undefined, length: number): Column {
  if (out === undefined) return new Float64Array(length);
  if (out.length === length) return out;
  throw new SolarError('SOLAR_LENGTHS', `Read an output of ${out.length} numbers, expected ${length}.`, {
    context: { lengths: [out.length, length] },
  });
}

/**
 * Applies a formula of numbers to quantities, element by element; single numbers serve every element.
 * Returns a number when all are numbers.
 */
export function mapQuantities(
  formula: (...values: number[]) => number,
  quantities: readonly Quantity[],
  out?: Column,
): number | Column {
  const length = quantityLength(quantities);
  if (length === undefined) return formula(...(quantities as number[]));
  const result = outColumn(out, length);
  const columns = quantities.map((quantity) => (typeof quantity === 'number' ? Float64Array.of(quantity) : quantity));
  const steps = quantities.map((quantity) => (typeof quantity === 'number' ? 0 : 1));
  const [a, b, c, d, e] = columns as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const [stepA, stepB, stepC, stepD, stepE] = steps as [number, number, number, number, number];
  if (columns.length === 1) for (let i = 0; i < length; i++) result[i] = formula(a[i]!);
  else if (columns.length === 2) for (let i = 0; i < length; i++) result[i] = formula(a[i * stepA]!, b[i * stepB]!);
  else if (columns.length === 3)
    for (let i = 0; i < length; i++) result[i] = formula(a[i * stepA]!, b[i * stepB]!, c[i * stepC]!);
  else if (columns.length === 4)
    for (let i = 0; i < length; i++) {
      result[i] = formula(a[i * stepA]!, b[i * stepB]!, c[i * stepC]!, d[i * stepD]!);
    }
  else if (columns.length === 5)
    for (let i = 0; i < length; i++) {
      result[i] = formula(a[i * stepA]!, b[i * stepB]!, c[i * stepC]!, d[i * stepD]!, e[i * stepE]!);
    }
  else {
    const values = new Array<number>(columns.length).fill(0);
    for (let i = 0; i < length; i++) {
      for (let k = 0; k < columns.length; k++) values[k] = columns[k]![i * steps[k]!]!;
      result[i] = formula(...values);
    }
  }
  return result;
}
