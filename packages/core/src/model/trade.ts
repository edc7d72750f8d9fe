import * as z from 'zod';
import { BigIntString, Currency, UnitPrice } from '../money/Money.ts';
import { Evidence } from '../readings/Evidence.ts';
import { EpochMs, Id, NumberColumn } from './fields.ts';

/** Prices on a regular grid, exact, keyed by interval start; null where none is known. */
export const PriceSeries = z.strictObject({
  market: z.string().min(1).describe('"CCEE"'),
  product: z.string().min(1).describe('"PLD" is the hourly spot price of Brazil (preço de liquidação das diferenças)'),
  zone: z.string().min(1).describe('submarket'),
  status: z
    .enum(['official', 'shadow', 'forecast', 'hypothetical'])
    .describe('shadow: published but not used to settle'),
  officialFromMs: EpochMs.optional().describe(
    'start of the first official price, where earlier ones have another status',
  ),
  currency: Currency,
  per: z.string().min(1).describe('"MWh"'),
  startMs: EpochMs,
  stepMs: z.number().int().positive(),
  micros: z.array(BigIntString.nullable()).describe('millionths of the currency for one unit'),
  revision: z.string().min(1).describe('edition of the source'),
  knownAtMs: EpochMs.optional(),
});
export type PriceSeries = z.infer<typeof PriceSeries>;

/** What is for sale: a volume per interval at a price not below the floor. */
export const Offer = z.strictObject({
  id: Id,
  portfolioId: Id,
  product: z.string().min(1),
  zone: z.string().min(1),
  issuedAtMs: EpochMs,
  startMs: EpochMs,
  stepMs: z.number().int().positive(),
  volumesWh: NumberColumn,
  floorPrice: UnitPrice,
  because: z.string().min(1),
  evidence: Evidence,
});
export type Offer = z.infer<typeof Offer>;

/** Set-points by asset and interval. W, positive is delivery. */
export const Schedule = z.strictObject({
  portfolioId: Id,
  issuedAtMs: EpochMs,
  startMs: EpochMs,
  stepMs: z.number().int().positive(),
  setPointsW: z.record(Id, NumberColumn),
  evidence: Evidence,
});
export type Schedule = z.infer<typeof Schedule>;
