import { type Evidence, evidenced, insufficient, type PriceSeries } from '@usina/core';
import { defineAgreement, type LineDraft, owed } from '@usina/core/agreements';
import { type ExactInput, exact } from '@usina/core/money';
import { mcpSettlement } from '../rules/mcpSettlement.ts';
import { DifferenceGiven, DifferenceTerms, type SubmarketPosition } from './differenceTerms.ts';
import { type PositionByHour, positionByHour } from './positionByHour.ts';

const rule = 'mcpDifference/1';

/**
 * A participant's differences at the MCP (mercado de curto prazo, the short-term market that CCEE clears) as a kind of
 * agreement: what was generated and bought, less what was sold and consumed, in each hour and submarket, at the hourly
 * PLD (spot price). Pass it to whatever settles, beside the standard kinds.
 *
 * Line `difference-SUDESTE` and so on, one a submarket, market to participant; a negative difference turns the
 * direction. A line is provisional while its prices are not official, hours were left out, or readings are estimated.
 * An hour without price or reading is left out as a whole, never zero; below `minimumCoverage` (1 by default) the
 * answer is insufficient data.
 *
 * @example
 * { kind: 'mcpDifference', parties: { participant: 'usina', market: 'ccee' }, meters: ['m1'],
 *   terms: { submarkets: [{ submarket: 'SUDESTE', generation: [{ meterId: 'm1' }],
 *     contracts: [{ id: 'sale-1', side: 'sell', mwmed: '0.5' }] }] }, … }
 */
export const mcpDifference = defineAgreement({
  kind: 'mcpDifference',
  roles: ['participant', 'market'],
  terms: DifferenceTerms,
  given: DifferenceGiven,
  meters: ({ submarkets }) =>
    submarkets.flatMap(({ generation, consumption }) => [...generation, ...consumption].map(({ meterId }) => meterId)),
  settle(context) {
    const { terms, period, agreement } = context;
    const range = { startMs: period.startMs, endMs: period.endMs };
    const lines: LineDraft[] = [];
    const evidences: Evidence[] = [];
    for (const position of terms.submarkets) {
      const { market, product, currency } = terms;
      const reference = { market, product, zone: position.submarket };
      const prices = context.prices(reference);
      if (!prices || prices.currency !== currency || prices.per !== 'MWh') {
        const found = prices ? `prices in ${prices.currency}/${prices.per}` : 'no prices';
        const text = `Read ${found} of ${market} ${product} ${position.submarket} in ${period.month}, expected ${currency}/MWh.`;
        return insufficient('missingPrices', text, {
          sources: [Object.values(reference).join(' ')],
          range,
          coverage: 0,
          rule,
        });
      }
      const byHour = positionByHour(context, position, prices);
      const coverage = byHour.known.pldMicros.length / byHour.hours;
      const reasons = provisionalReasons(prices, byHour, hasEstimates(position, context.energy));
      const evidence = { sources: byHour.sources, range, coverage, rule, notes: reasons };
      evidences.push(evidence);
      if (coverage < terms.minimumCoverage || byHour.known.pldMicros.length === 0) {
        const whole = `whole are ${byHour.known.pldMicros.length} of ${byHour.hours} hours, the terms ask for a share of ${terms.minimumCoverage}`;
        const text = `${position.submarket}, ${period.month}: ${[...byHour.missing, whole].join('; ')}.`;
        return insufficient(byHour.unpriced > 0 ? 'missingPrices' : 'missingReadings', text, evidence);
      }
      const settled = mcpSettlement({
        submarkets: [byHour.known],
        generationLossFactor: terms.generationLossFactor,
        consumptionLossFactor: terms.consumptionLossFactor,
        currency,
      });
      const netMwh = mwh(settled.bySubmarket[0]!.totalNetWh);
      const status = reasons.length === 0 ? 'final' : 'provisional';
      lines.push(
        owed({
          line: `difference-${position.submarket}`,
          from: agreement.parties.market!,
          to: agreement.parties.participant!,
          amount: settled.total,
          description: `Difference of ${netMwh} MWh in ${position.submarket}, ${period.month}, at hourly ${product}${status === 'final' ? '' : ' (provisional)'}`,
          figures: { ...figuresOf(byHour), netMwh, status, ...(reasons.length > 0 && { because: reasons.join('; ') }) },
        }),
      );
    }
    return evidenced({ lines }, merged(evidences));
  },
});

function provisionalReasons(prices: PriceSeries, byHour: PositionByHour, estimated: boolean): string[] {
  return [
    ...(prices.status === 'official' ? [] : [`prices of ${prices.zone} are ${prices.status}`]),
    ...byHour.missing.map((text) => `${text}: left out`),
    ...(estimated ? [`estimated readings in ${prices.zone}`] : []),
  ];
}

function hasEstimates(
  { generation, consumption }: SubmarketPosition,
  energy: (meterId: string, point: string) => readonly { flags: Readonly<Record<string, readonly string[]>> }[],
): boolean {
  return [...generation, ...consumption]
    .flatMap(({ meterId, point }) => energy(meterId, point))
    .some(({ flags }) => Object.values(flags).some((each) => each.includes('estimated')));
}

function figuresOf({ known, hours }: PositionByHour): Record<string, string> {
  const total = (columns: readonly (readonly bigint[])[]) => columns.flat().reduce((sum, wh) => sum + wh, 0n);
  const contracted = (side: 'buy' | 'sell') =>
    total(known.contracts.filter((contract) => contract.side === side).map(({ wh }) => wh));
  return {
    hours: String(hours),
    hoursSettled: String(known.pldMicros.length),
    generatedMwh: mwh(total([known.generationWh])),
    boughtMwh: mwh(contracted('buy')),
    soldMwh: mwh(contracted('sell')),
    consumedMwh: mwh(total([known.consumptionWh])),
  };
}

function mwh(wh: ExactInput): string {
  return exact(wh).over(1_000_000n).toFixed(3);
}

function merged(evidences: readonly Evidence[]): Evidence {
  const notes = evidences.flatMap((each) => each.notes ?? []);
  return {
    ...evidences[0]!,
    sources: [...new Set(evidences.flatMap(({ sources }) => sources))],
    coverage: Math.min(...evidences.map(({ coverage }) => coverage ?? 1)),
    notes,
  };
}
