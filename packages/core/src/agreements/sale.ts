import * as z from 'zod';
import { exact } from '../money/Exact.ts';
import { Currency } from '../money/Money.ts';
import { unitPrice } from '../money/unitPrice.ts';
import { type Evidenced, evidenced } from '../readings/Evidence.ts';
import { parseMonth } from './activeDays.ts';
import { contractMonth } from './contractVolume.ts';
import { defineAgreement } from './defineAgreement.ts';
import { Fraction, MeterRoles, MinimumCoverage, PositiveDecimal, Price } from './fields.ts';
import { meteredTotal } from './meteredTotal.ts';
import { owed } from './owed.ts';

/** Shares rounded to three decimals may miss 1 by 12 × 0.0005; what misses it by more is no year. */
const SeasonalShare = z
  .array(Fraction)
  .length(12)
  .refine((shares) => {
    const off = shares.reduce((sum, share) => sum.plus(share), exact(-1n));
    return off.max(off.negated()).compare('0.006') <= 0;
  }, 'expected twelve shares that add up to 1, within 0.006');

/**
 * Sale of a contracted volume in the free market (in Brazil the ACL): the month's volume at a price, within a
 * flexibility band around what the buyer's meters show; without meters the volume itself (take or pay). What differs
 * hour by hour is settled at the spot price by the market, not here.
 *
 * Line: `volume`, buyer to seller.
 *
 * @example
 * { kind: 'sale', parties: { seller: 'usina', buyer: 'trader' }, terms: { mwmed: '1.831', pricePerMwh: '235.70' }, … }
 */
export const sale = defineAgreement({
  kind: 'sale',
  roles: ['seller', 'buyer'],
  terms: z.strictObject({
    currency: Currency.default('BRL'),
    mwmed: PositiveDecimal.describe('contracted mean power over the year [MWmed]'),
    pricePerMwh: Price,
    seasonalShare: SeasonalShare.optional().describe('share of the year in each month; flat without'),
    flexBand: Fraction.default('0'),
    consumption: MeterRoles.default([]).describe('meters that the volume follows within its band'),
    minimumCoverage: MinimumCoverage,
  }),
  meters: ({ consumption }) => consumption.map(({ meterId }) => meterId),
  settle(context) {
    const { terms, agreement, period } = context;
    const { consumption, minimumCoverage, pricePerMwh, currency } = terms;
    const rule = 'sale/1';
    const metered: Evidenced<bigint | undefined, 'missingReadings'> =
      consumption.length > 0
        ? meteredTotal({ context, roles: consumption, minimumCoverage, rule })
        : evidenced(undefined, { sources: [`agreement/${agreement.id}`], rule });
    if (!metered.ok) return metered;

    const month = contractMonth({
      ...parseMonth(period.month),
      mwmed: terms.mwmed,
      seasonalShare: terms.seasonalShare,
      flexBand: terms.flexBand,
      price: unitPrice(pricePerMwh, 'MWh', currency),
      activeShare: exact(BigInt(period.activeDays)).over(BigInt(period.daysInMonth)),
      consumptionMwh: metered.value === undefined ? undefined : exact(metered.value).over(1_000_000n),
    });
    const billedMwh = month.billedMwh.toFixed(3);
    const line = owed({
      line: 'volume',
      from: agreement.parties.buyer!,
      to: agreement.parties.seller!,
      amount: month.amount,
      description: `Contract volume ${billedMwh} MWh in ${period.month} at ${pricePerMwh} ${currency}/MWh`,
      figures: { seasonalMwh: month.seasonalMwh.toFixed(3), billedMwh, mcpMwh: month.mcpMwh.toFixed(3) },
    });
    return evidenced({ lines: [line] }, metered.evidence);
  },
});
