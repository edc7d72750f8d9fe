import type { Agreement } from '@usina/core';
import { sale } from '@usina/core/agreements';
import { type UnitPrice, unitPrice } from '@usina/core/money';
import { MarketError } from '../MarketError.ts';
import { contractVolumes } from '../settlement/contractVolumes.ts';

/** What a sale agreement commits in each interval of a grid. */
export interface SaleCommitment {
  readonly price: UnitPrice;
  /** Whole Wh, zero outside the term. */
  readonly wh: readonly bigint[];
  readonly notes: readonly string[];
}

/**
 * Reads the commitment of an agreement of kind `sale`: its monthly volume, spread evenly over the hours.
 *
 * @throws MarketError `MARKET_CONTRACT` for another kind or terms that the kind refuses.
 */
export function saleCommitment(
  agreement: Agreement,
  grid: { startMs: number; endMs: number; stepMs: number },
): SaleCommitment {
  const parsed = agreement.kind === sale.kind ? sale.terms.safeParse(agreement.terms) : undefined;
  if (!parsed?.success)
    throw new MarketError(
      'MARKET_CONTRACT',
      `Read agreement "${agreement.id}" of kind "${agreement.kind}", expected a valid one of kind "sale": ${parsed?.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') ?? 'another kind'}.`,
      { context: { agreementId: agreement.id, kind: agreement.kind } },
    );
  const { mwmed, seasonalShare, pricePerMwh, currency, flexBand } = parsed.data;
  const wh = contractVolumes({ mwmed, seasonalShare, ...agreement.term, ...grid });
  const flexible = Number(flexBand) > 0;
  return {
    price: unitPrice(pricePerMwh, 'MWh', currency),
    wh,
    notes: flexible
      ? [`${agreement.id}: planned at its contracted volume; the buyer may take ± ${flexBand} of it`]
      : [],
  };
}
