import * as z from 'zod';
import { Id } from '../model/fields.ts';

/** A decimal number as text: exact in every runtime and in every hash. */
export const Decimal = z
  .string()
  .regex(/^-?\d{1,30}(\.\d{1,18})?$/, 'expected a decimal number in a string such as "0.15"');

/** A decimal text that is not negative. */
export const PositiveDecimal = z
  .string()
  .regex(/^\d{1,30}(\.\d{1,18})?$/, 'expected a decimal number in a string, not negative');

/** A decimal text from 0 to 1. */
export const Fraction = z
  .string()
  .regex(/^(0(\.\d{1,18})?|1(\.0{1,18})?)$/, 'expected a fraction from 0 to 1 in a string such as "0.15"');

/** An amount as text in the major unit, with at most as many decimals as its currency has. */
export const Amount = z.string().regex(/^-?\d{1,30}(\.\d{1,4})?$/, 'expected an amount in a string such as "39.90"');

/** As `Amount`, not negative. */
export const PositiveAmount = z
  .string()
  .regex(/^\d{1,30}(\.\d{1,4})?$/, 'expected an amount in a string such as "39.90", not negative');

/** A price as text in the major unit, with at most six decimals. */
export const Price = z
  .string()
  .regex(/^-?\d{1,30}(\.\d{1,6})?$/, 'expected a price in a string such as "250.00", at most 6 decimals');

/** A meter and what of it counts. Several of one role are added up. */
export const MeterRole = z.strictObject({
  meterId: Id,
  point: z.string().min(1).default('energyExportedWh').describe('counter of the vocabulary whose differences count'),
  subtract: z.boolean().default(false).describe('take this meter off instead of adding it'),
});
export type MeterRole = z.infer<typeof MeterRole>;

/** Several meters, each point of each at most once: named twice, its energy would count twice. */
export const MeterRoles = z.array(MeterRole).refine(distinctRoles, 'expected every meter and point once');

/** Whether no meter and point is named twice. */
export function distinctRoles(roles: readonly MeterRole[]): boolean {
  return new Set(roles.map(({ meterId, point }) => `${meterId}\u0000${point}`)).size === roles.length;
}

/** Share of the period that readings must cover; below it the answer is insufficient data. */
export const MinimumCoverage = z.number().min(0).max(1).default(1);

/** A price index that the terms fix; what is given for a period replaces the rates. */
export const indexTerms = {
  indexMonthlyRates: z.array(Decimal).default([]).describe('monthly rates since the base date'),
  indexFloorZero: z.boolean().default(true),
};
export const indexGiven = z.strictObject({
  indexMonthlyRates: z.array(Decimal).optional().describe('all monthly rates from the base date to this period'),
});
