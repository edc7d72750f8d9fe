import * as z from 'zod';
import { EpochMs, Id, NumberColumn, TimeZone } from './fields.ts';

/** What a figure is about: one site or the whole portfolio. */
export const Scope = z.strictObject({ kind: z.enum(['site', 'portfolio']), id: Id });
export type Scope = z.infer<typeof Scope>;

const levels = z
  .array(z.number().gt(0).lt(1))
  .min(1)
  .refine((all) => all.every((level, i) => i === 0 || level > all[i - 1]!), 'expected ascending levels')
  .describe('ascending probabilities: at 0.1 the outcome is lower one time in ten');

/**
 * Power that can be delivered, as a distribution per interval. W, mean over the interval, positive is delivery,
 * keyed by interval start. Scenario members share their index across sites, so that they may be added.
 */
export const CapacityForecast = z
  .strictObject({
    scope: Scope,
    issuedAtMs: EpochMs.describe('nothing learnt later is in it'),
    startMs: EpochMs,
    stepMs: z.number().int().positive(),
    levels,
    quantilesW: z.array(NumberColumn).describe('one column a level'),
    meanW: NumberColumn,
    scenarioIds: z
      .array(z.string())
      .optional()
      .describe('what each scenario repeats, such as a past day: scenarios of sites add up where these agree'),
    scenarios: z.array(NumberColumn).optional().describe('equally likely courses of power, W'),
  })
  .refine(({ levels, quantilesW }) => quantilesW.length === levels.length, {
    path: ['quantilesW'],
    error: 'expected one column a level',
  })
  .refine(
    ({ quantilesW, meanW, scenarios = [] }) =>
      [...quantilesW, ...scenarios].every((column) => column.length === meanW.length),
    { path: ['meanW'], error: 'expected all columns of one length' },
  );
export type CapacityForecast = z.infer<typeof CapacityForecast>;

/** Energy over calendar periods as a distribution, made from scenarios: quantiles of power do not add up to quantiles of energy. */
export const EnergyOutlook = z
  .strictObject({
    scope: Scope,
    issuedAtMs: EpochMs,
    timeZone: TimeZone,
    edgesMs: z.array(EpochMs).min(2).describe('period i runs from edge i to edge i + 1'),
    levels,
    quantilesWh: z.array(NumberColumn).describe('one column a level, one number a period'),
  })
  .refine(({ levels, quantilesWh }) => quantilesWh.length === levels.length, {
    path: ['quantilesWh'],
    error: 'expected one column a level',
  })
  .refine(({ edgesMs, quantilesWh }) => quantilesWh.every((column) => column.length === edgesMs.length - 1), {
    path: ['quantilesWh'],
    error: 'expected one number a period',
  });
export type EnergyOutlook = z.infer<typeof EnergyOutlook>;
