import type { Agreement, CapacityForecast, PriceSeries } from '@usina/core';
import { planSale, quantilePolicy, type SalePlan } from '@usina/market/planning';
import { persistPrices } from '@usina/market/prices';
import { amountText } from '../cli/wording.ts';
import type { Run } from '../Run.ts';

export interface SellOptions {
  portfolioId: string;
  forecast: CapacityForecast;
  contract?: Agreement;
  /** Prices up to now; tomorrow's are expected from them. */
  history: PriceSeries;
  /** For the times of the evidence. */
  timeZone: string;
  run: Run;
}

/** Plans what to sell tomorrow: the contract first, then up to the quantile that falls short one time in four. */
export function sell({
  portfolioId,
  forecast,
  contract,
  history,
  timeZone,
  run: { narrator },
}: SellOptions): SalePlan | undefined {
  const { startMs, stepMs, meanW, issuedAtMs } = forecast;
  const expected = persistPrices({ history, issuedAtMs, startMs, endMs: startMs + stepMs * meanW.length });
  if (!expected.ok) {
    narrator.say(`No plan: ${expected.message}`);
    return undefined;
  }
  const plan = planSale({
    portfolioId,
    forecast,
    ...(contract ? { contract } : {}),
    prices: expected.value,
    policy: quantilePolicy('0.25'),
  });
  if (!plan.ok) {
    narrator.say(`No plan: ${plan.message}`);
    return undefined;
  }
  narrator.say(plan.value.because);
  narrator.say(`Expected revenue ${amountText(plan.value.revenue.total)} at ${expected.value.status} prices`);
  narrator.evidence(plan.evidence, timeZone);
  return plan.value;
}
