import * as z from 'zod';
import { Id, LocalDate, TimeZone } from './fields.ts';

/**
 * The envelope of every contract: who, which meters, how long, which version. `kind` names an `AgreementKind`
 * that owns the schema of `terms` and the formula.
 */
export const Agreement = z.strictObject({
  id: Id,
  kind: z
    .string()
    .min(1)
    .describe('kind of agreement: "ppa", "surplusShare", "subscription", "landLease", "sale" or your own'),
  parties: z
    .record(z.string().min(1), Id)
    .describe('party by role in this agreement: provider, subscriber, lessor, buyer …'),
  meters: z.array(Id).default([]).describe('meters whose readings it is settled from'),
  term: z.strictObject({
    startDate: LocalDate.describe('first local day, included'),
    endDate: LocalDate.nullable().default(null).describe('first local day no longer covered; null runs on'),
    timeZone: TimeZone,
  }),
  version: z.number().int().min(1).default(1).describe('grows with every amendment'),
  terms: z.record(z.string(), z.unknown()).describe('checked by the schema of its kind'),
});
export type Agreement = z.infer<typeof Agreement>;
