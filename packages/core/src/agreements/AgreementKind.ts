import type * as z from 'zod';
import type { Agreement } from '../model/Agreement.ts';
import type { PriceSeries } from '../model/trade.ts';
import type { Money } from '../money/Money.ts';
import type { Evidenced } from '../readings/Evidence.ts';
import type { EnergyRun } from './EnergyRun.ts';

/** The part of a billing month that an agreement covers, in its own time zone. */
export interface SettlePeriod {
  /** `YYYY-MM` */
  readonly month: string;
  /** First local day of the agreement, `YYYY-MM-DD`, which may lie before the month. */
  readonly startDate: string;
  /** First local day no longer covered, by its term or by a later version; null runs on. */
  readonly endDate: string | null;
  readonly timeZone: string;
  /** First instant covered. */
  readonly startMs: number;
  /** First instant no longer covered. */
  readonly endMs: number;
  readonly activeDays: number;
  readonly daysInMonth: number;
  /** Where this version stands among those that the month is settled by. */
  readonly versionDays: VersionDays;
}

/** Local days of a month under the versions of one agreement. */
export interface VersionDays {
  /** Covered by earlier versions. */
  readonly before: number;
  /** Covered by any version. */
  readonly all: number;
}

/** Which price series an agreement is settled at. */
export interface PriceReference {
  readonly market: string;
  readonly product: string;
  readonly zone: string;
}

/** All that a formula may look at. What it reads here becomes the `inputs` of its line items. */
export interface SettleContext<Terms = unknown, Given = unknown> {
  readonly agreement: Agreement;
  readonly terms: Terms;
  readonly period: SettlePeriod;
  /**
   * Committed energy of one meter and point within the period, in order of time; empty when there is none. Intervals
   * with `unusableFlags` are left out, and whoever settles says so in the evidence.
   */
  energy(meterId: string, point: string): readonly EnergyRun[];
  /** The part of a price series that touches the period, or undefined when it was not given. */
  prices(reference: PriceReference): PriceSeries | undefined;
  /** Loss that the period before left, zero or negative. */
  readonly carryIn: Money | undefined;
  /** What only people know: costs, plant revenue, index rates. */
  readonly given: Given;
}

/** One amount between two parties, before it is given an id and a proof. */
export interface LineDraft {
  /** Name of the line within its agreement: `fee`, `energy` … Once an agreement and period. */
  readonly line: string;
  readonly debtorId: string;
  readonly creditorId: string;
  /** Not negative. */
  readonly amount: Money;
  readonly description: string;
  /** Intermediate figures for a reader, as decimal texts with the unit in the name. */
  readonly figures: Readonly<Record<string, string>>;
}

export interface AgreementResult {
  readonly lines: readonly LineDraft[];
  /** Loss that the next period starts with, zero or negative. */
  readonly carryOut?: Money | undefined;
}

/** Why an agreement cannot be settled. A kind may have reasons of its own. */
export type SettleReason = 'missingReadings' | 'missingPrices' | 'missingInput' | (string & {});

/** A kind of contract as a value: the schema of its terms and the formula. A new kind edits no engine. */
export interface AgreementKind<
  Kind extends string = string,
  Terms extends z.ZodType = z.ZodType,
  Given extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind;
  /** Version of the formula. Lines name it, so that old statements are checked by the rule they were made with. */
  readonly version: number;
  /** Roles that `agreement.parties` must name. */
  readonly roles: readonly string[];
  readonly terms: Terms;
  readonly given: Given;
  /** Meters that the terms speak of; the envelope must list them. */
  meters(terms: z.output<Terms>): readonly string[];
  /** Pure: the same context, the same lines. */
  settle(context: SettleContext<z.output<Terms>, z.output<Given>>): Evidenced<AgreementResult, SettleReason>;
}
