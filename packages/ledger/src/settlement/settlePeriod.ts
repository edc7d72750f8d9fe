import { type Agreement, Evidence, insufficient, type LineItem, type PriceSeries, type Settlement } from '@usina/core';
import {
  type AgreementKind,
  currencyOf,
  type EnergyRun,
  type SettleAgreementOptions,
  settleAgreement,
} from '@usina/core/agreements';
import { AbortedError, isUsinaError, throwIfAborted } from '@usina/core/errors';
import type { Money } from '@usina/core/money';
import { pacer } from '../pacer.ts';
import type { Hash } from '../proof/Hash.ts';
import { hashAgreement, hashInputs, hashLineItem } from '../proof/hashLineItem.ts';
import type { BatchReference } from '../proof/LedgerInputs.ts';
import { settlementTree } from '../proof/settlementTree.ts';
import { versionDaysOf } from './versionDaysOf.ts';

/** One version of an agreement, and until when it holds. */
export interface AgreementInForce {
  readonly agreement: Agreement;
  /** Local day from which a later version holds; null when none does. */
  readonly supersededFrom: string | null;
}

/** A batch, and for which of its points readings of it stand in the runs. */
export interface EnergyBatch extends BatchReference {
  readonly points: readonly string[];
}

/** Committed readings of an agreement's meters, and where they were committed. */
export interface AgreementEnergy {
  readonly runs: readonly EnergyRun[];
  readonly batches: readonly EnergyBatch[];
}

export interface SettlePeriodOptions {
  portfolioId: string;
  /** `YYYY-MM`, in the time zone of each agreement. */
  period: string;
  /** Zone of the settlement as a whole, for whoever reads it. */
  timeZone: string;
  revision: number;
  settledAtMs: number;
  /** Versions of one agreement follow one another, the earlier first. */
  agreements: readonly AgreementInForce[];
  agreementKinds: readonly AgreementKind[];
  /** Finds the committed readings of an agreement's meters that touch the period. */
  energyOf(agreement: Agreement): Promise<AgreementEnergy>;
  /** Currency of the portfolio. @defaultValue that of the first agreement whose terms name one */
  currency?: string | undefined;
  /** @defaultValue none */
  prices?: readonly PriceSeries[];
  /** Losses that the month before left, by agreement. @defaultValue none */
  carryIn?: Readonly<Record<string, Money>>;
  /** What only people know, by agreement: costs, plant revenue, index rates. @defaultValue none */
  given?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: { done: number; total: number; agreementId: string }) => void) | undefined;
}

export interface SettledPeriod {
  readonly settlement: Settlement;
  /** Leaf of each line item, in order. */
  readonly leaves: readonly Hash[];
}

/**
 * Settles every agreement of a period. Pure but for the readings that it asks for: the same input gives the same
 * lines and the same root, on a journal as on a chain.
 *
 * An agreement that cannot be settled is listed in `unsettled`, and no amount is made up for it; the others are
 * settled. Its reason is that of its kind where data is missing, `LEDGER_CURRENCY` where it settles in another
 * currency than the portfolio, or the code of the error: `AGREEMENT_INVALID`, `AGREEMENT_INPUT`, `MONEY_INVALID` …
 */
export async function settlePeriod(options: SettlePeriodOptions): Promise<SettledPeriod> {
  const { portfolioId, period, timeZone, revision, settledAtMs, agreements, signal } = options;
  const lineItems: LineItem[] = [];
  const leaves: Hash[] = [];
  const unsettled: Settlement['unsettled'] = [];
  const currency =
    options.currency ?? agreements.map(({ agreement }) => currencyOf(options.agreementKinds, agreement)).find(Boolean);
  const carryOut: Record<string, Money> = {};
  const pause = pacer();
  const versionDays = versionDaysOf(agreements, period);
  for (const [done, { agreement, supersededFrom }] of agreements.entries()) {
    throwIfAborted(signal, `Settling ${period}`);
    options.onProgress?.({ done, total: agreements.length, agreementId: agreement.id });
    const energy = await options.energyOf(agreement);
    const earlier = agreements[done - 1]?.agreement.id === agreement.id;
    const carryIn = earlier ? carryOut[agreement.id] : options.carryIn?.[agreement.id];
    const settled = settleOne(currency, {
      agreementKinds: options.agreementKinds,
      agreement,
      month: period,
      supersededFrom,
      versionDays: versionDays[done],
      runs: energy.runs,
      prices: options.prices ?? [],
      carryIn,
      given: options.given?.[agreement.id],
    });
    if (!settled.ok) {
      const { reason, message, evidence } = settled;
      unsettled.push({ agreementId: agreement.id, reason, message, evidence: Evidence.parse(evidence) });
      if (carryIn) carryOut[agreement.id] = carryIn;
    } else {
      const { items, runs, carryOut: carried } = settled.value;
      if (carried !== undefined && carried.minor !== 0n) carryOut[agreement.id] = carried;
      else delete carryOut[agreement.id];
      const batches = batchesUnder(runs, energy.batches);
      const added = { agreementHash: hashAgreement(agreement), batches };
      const readings = batches.map(({ root }) => root);
      const shared = items[0] && hashInputs({ ...items[0].inputs, ...added });
      for (const draft of items) {
        const item: LineItem = { ...draft, inputs: { ...draft.inputs, ...added }, readings };
        lineItems.push(item);
        leaves.push(hashLineItem({ portfolioId, item, inputsHash: shared! }));
      }
    }
    await pause();
  }
  if (signal?.aborted) throw new AbortedError(`Settling ${period}`, signal);
  options.onProgress?.({ done: agreements.length, total: agreements.length, agreementId: '' });
  const { root } = settlementTree({ portfolioId, period, revision, timeZone }, leaves);
  const figures = { portfolioId, period, timeZone, revision, settledAtMs, lineItems, carryOut, unsettled, root };
  return { settlement: figures, leaves };
}

/** The batches that used readings come from. */
function batchesUnder(runs: readonly EnergyRun[], batches: readonly EnergyBatch[]): BatchReference[] {
  return batches
    .filter(({ meterId, points, startMs, endMs }) =>
      runs.some(
        (run) =>
          run.meterId === meterId &&
          points.includes(run.point) &&
          run.startMs < endMs &&
          run.startMs + run.energyWh.length * run.stepMs > startMs,
      ),
    )
    .map(({ points: _, ...reference }) => reference);
}

/** Settles one agreement; what stops it becomes its reason, so that it does not stop the others. */
function settleOne(currency: string | undefined, options: SettleAgreementOptions) {
  const evidence = { sources: [`agreement/${options.agreement.id}`] };
  try {
    const settled = settleAgreement(options);
    const other =
      settled.ok && settled.value.items.find(({ amount }) => amount.currency !== (currency ?? amount.currency));
    if (!other) return settled;
    const message = `It settles in ${other.amount.currency}, the portfolio in ${currency}: one currency a portfolio.`;
    return insufficient('LEDGER_CURRENCY', message, evidence);
  } catch (error) {
    if (!isUsinaError(error)) throw error;
    return insufficient(error.code, error.message, evidence);
  }
}
