import * as z from 'zod';
import { amount } from '../money/amount.ts';
import { exact } from '../money/Exact.ts';
import { Currency } from '../money/Money.ts';
import { unitPrice } from '../money/unitPrice.ts';
import { evidenced } from '../readings/Evidence.ts';
import type { LineDraft } from './AgreementKind.ts';
import { defineAgreement } from './defineAgreement.ts';
import { MeterRoles, MinimumCoverage, PositiveDecimal, Price } from './fields.ts';
import { meteredTotal } from './meteredTotal.ts';
import { owed } from './owed.ts';

const VolumeBand = z
  .strictObject({
    minimumMwh: PositiveDecimal.optional().describe('what the seller promises to deliver in a month'),
    maximumMwh: PositiveDecimal.optional().describe('what the buyer takes at the price'),
    shortfallPricePerMwh: Price.default('0').describe('what the seller pays for each MWh below the minimum'),
    excessPricePerMwh: Price.default('0').describe('what the buyer pays for each MWh above the maximum'),
  })
  .refine(
    ({ minimumMwh = '0', maximumMwh }) => maximumMwh === undefined || exact(minimumMwh).compare(maximumMwh) <= 0,
    {
      path: ['minimumMwh'],
      message: 'expected no more than maximumMwh',
    },
  );

/**
 * Power purchase agreement: the buyer pays the seller for energy that was delivered, never for energy that was not.
 * With a volume band, energy above the maximum has a price of its own, and the seller pays for what is missing to the
 * minimum. The band shrinks with the active days of a partial month.
 *
 * Lines: `energy`; `excess` and `shortfall` where the band says so.
 *
 * @example
 * { kind: 'ppa', parties: { seller: 'usina', buyer: 'bakery' }, meters: ['meter-1'],
 *   terms: { pricePerMwh: '250.00', delivered: [{ meterId: 'meter-1' }] }, … }
 */
export const ppa = defineAgreement({
  kind: 'ppa',
  roles: ['seller', 'buyer'],
  terms: z.strictObject({
    currency: Currency.default('BRL'),
    pricePerMwh: Price,
    delivered: MeterRoles.min(1).describe('meters whose energy is delivered'),
    volumeBand: VolumeBand.optional(),
    minimumCoverage: MinimumCoverage,
  }),
  meters: ({ delivered }) => delivered.map(({ meterId }) => meterId),
  settle(context) {
    const { terms, agreement, period } = context;
    const { delivered, minimumCoverage, currency, volumeBand: band } = terms;
    const metered = meteredTotal({ context, roles: delivered, minimumCoverage, rule: 'ppa/1' });
    if (!metered.ok) return metered;

    const mwh = exact(metered.value).over(1_000_000n);
    const activeShare = exact(BigInt(period.activeDays)).over(BigInt(period.daysInMonth));
    const maximum = band?.maximumMwh === undefined ? undefined : activeShare.times(band.maximumMwh);
    const minimum = activeShare.times(band?.minimumMwh ?? '0');
    const billed = maximum === undefined ? mwh : mwh.min(maximum);
    const parties = { from: agreement.parties.buyer!, to: agreement.parties.seller! };
    const line = (name: string, text: string, price: string, energy: typeof mwh): LineDraft => ({
      ...owed({
        line: name,
        ...parties,
        amount: amount(unitPrice(price, 'MWh', currency), { value: energy, unit: 'MWh' }),
        description: `${text} ${energy.toFixed(3)} MWh at ${price} ${currency}/MWh`,
        figures: { energyMwh: energy.toFixed(6), pricePerMwh: price },
      }),
    });

    const lines = [line('energy', 'Delivered', terms.pricePerMwh, billed)];
    const excess = mwh.minus(billed);
    if (band && excess.compare(0n) > 0) lines.push(line('excess', 'Above the band', band.excessPricePerMwh, excess));
    const shortfall = minimum.minus(mwh);
    if (band && shortfall.compare(0n) > 0) {
      const draft = line('shortfall', 'Below the band', band.shortfallPricePerMwh, shortfall);
      lines.push({ ...draft, debtorId: draft.creditorId, creditorId: draft.debtorId });
    }
    return evidenced({ lines }, metered.evidence);
  },
});
