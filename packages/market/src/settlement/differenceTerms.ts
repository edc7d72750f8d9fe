import { Id, LocalDate } from '@usina/core';
import {
  distinctRoles,
  Fraction,
  MeterRole,
  MeterRoles,
  MinimumCoverage,
  PositiveDecimal,
} from '@usina/core/agreements';
import { BigIntString, Currency } from '@usina/core/money';
import * as z from 'zod';

/** A contract that is registered at the market operator: what it moves is settled elsewhere, at its own price. */
const RegisteredContract = z.strictObject({
  id: Id,
  side: z.enum(['buy', 'sell']),
  mwmed: PositiveDecimal.optional().describe('mean power [MWmed]; left out where volumes are given hour by hour'),
  seasonalShare: z.array(Fraction).length(12).optional().describe('share of the year in each month; flat without'),
  startDate: LocalDate.optional().describe('first local day, included; that of the agreement without'),
  endDate: LocalDate.nullable().default(null).describe('first local day no longer covered'),
});
export type RegisteredContract = z.infer<typeof RegisteredContract>;

const SubmarketPosition = z.strictObject({
  submarket: z.string().min(1).describe('zone of the price series; in Brazil SUDESTE, SUL, NORDESTE or NORTE'),
  generation: MeterRoles.default([]),
  consumption: z
    .array(z.strictObject({ ...MeterRole.shape, point: z.string().min(1).default('energyImportedWh') }))
    .refine(distinctRoles, 'expected every meter and point once')
    .default([]),
  contracts: z
    .array(RegisteredContract)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'expected every contract once')
    .default([]),
});
export type SubmarketPosition = z.infer<typeof SubmarketPosition>;

/** Terms of a participant's position at the spot market, by submarket. */
export const DifferenceTerms = z.strictObject({
  currency: Currency.default('BRL'),
  market: z.string().min(1).default('CCEE').describe('market of the price series'),
  product: z.string().min(1).default('PLD').describe('product of the price series, hourly'),
  submarkets: z
    .array(SubmarketPosition)
    .min(1)
    .refine((each) => new Set(each.map(({ submarket }) => submarket)).size === each.length, {
      error: 'expected every submarket once: its hours are netted before anything is priced',
    }),
  generationLossFactor: PositiveDecimal.default('1').describe('share of generation at the centre of gravity'),
  consumptionLossFactor: PositiveDecimal.default('1').describe('taken from the centre of gravity for one unit used'),
  minimumCoverage: MinimumCoverage.describe('share of the hours that must be whole; the others are left out'),
});
export type DifferenceTerms = z.infer<typeof DifferenceTerms>;

/** What is given for one period: volumes of contracts hour by hour (modulation), by contract id. [Wh] */
export const DifferenceGiven = z.strictObject({
  contractWh: z.record(Id, z.array(BigIntString)).default({}),
});
export type DifferenceGiven = z.infer<typeof DifferenceGiven>;
