import type { Evidence } from '@usina/core';
import { priceEvidence } from '../prices/priceEvidence.ts';
import type { PlanSaleOptions } from './PlanSaleOptions.ts';
import { levelOf } from './salePosition.ts';

/** What a plan stands on, and what a reader must know to judge it. */
export function saleEvidence(options: PlanSaleOptions, endMs: number, contractNotes: readonly string[]): Evidence {
  const { forecast, contract, prices, policy } = options;
  const { scope, issuedAtMs, startMs, levels } = forecast;
  const highest = levels.at(-1);
  const hindsight = prices.status !== 'forecast' && (prices.knownAtMs ?? Number.POSITIVE_INFINITY) > issuedAtMs;
  const price = priceEvidence(prices);
  const notes = [
    ...(price.notes ?? []),
    ...contractNotes,
    ...(hindsight ? ['hindsight: the prices were not known when the forecast was issued'] : []),
    ...(highest !== undefined && policy.level.compare(levelOf(highest)) > 0
      ? [`sold at level ${highest}, the highest of the forecast, although the policy allows more`]
      : []),
  ];
  return {
    sources: [
      `forecast of ${scope.kind} ${scope.id}`,
      ...price.sources,
      ...(contract ? [`contract ${contract.id}`] : []),
    ],
    range: { startMs, endMs },
    coverage: 1,
    rule: `planSale/1, ${policy.id}`,
    knownAtMs: Math.max(issuedAtMs, prices.knownAtMs ?? issuedAtMs),
    notes,
  };
}
