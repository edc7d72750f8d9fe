import * as z from 'zod';
import { LocalDate } from '../model/fields.ts';
import { PriceSeries } from '../model/trade.ts';
import { Money } from '../money/Money.ts';
import { EnergyRun } from './EnergyRun.ts';

/**
 * What a line item was computed from, as JSON: with the agreement's terms, enough to compute the line again. Whoever
 * settles may add members of its own; they are passed over here.
 */
export const LineInputs = z.object({
  agreementVersion: z.number().int().min(1),
  month: z.string(),
  supersededFrom: LocalDate.nullable().describe('local day from which a later version of the agreement holds'),
  versionDays: z
    .strictObject({ before: z.number().int().min(0), all: z.number().int().min(1) })
    .describe('local days of the month that earlier versions cover, and that all versions cover'),
  runs: z.array(EnergyRun).describe('the meter readings that were read, usable or not'),
  prices: z.array(PriceSeries).describe('the prices that were read'),
  carryIn: Money.nullable(),
  given: z.record(z.string(), z.unknown()),
  figures: z.record(z.string(), z.string()).describe('intermediate figures, for a reader'),
});
export type LineInputs = z.infer<typeof LineInputs>;
