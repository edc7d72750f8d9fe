import * as z from 'zod';
import type { Agreement } from '../model/Agreement.ts';
import type { LineItem } from '../model/settlement.ts';
import type { PriceSeries } from '../model/trade.ts';
import type { Money } from '../money/Money.ts';
import { type Evidence, type Evidenced, evidenced } from '../readings/Evidence.ts';
import { AgreementError } from './AgreementError.ts';
import type {
  AgreementKind,
  LineDraft,
  PriceReference,
  SettleContext,
  SettleReason,
  VersionDays,
} from './AgreementKind.ts';
import { checkAgreement } from './checkAgreement.ts';
import { formulaOf } from './defineAgreement.ts';
import { clipRun, type EnergyRun } from './EnergyRun.ts';
import { LineInputs } from './LineInputs.ts';
import { orderedRuns } from './orderedRuns.ts';
import { clipPrices } from './priceAt.ts';
import { settlePeriodOf } from './settlePeriodOf.ts';
import { usableEnergy } from './usableEnergy.ts';

export interface SettleAgreementOptions {
  agreementKinds: readonly AgreementKind[];
  agreement: Agreement;
  /** Billing month in the agreement's time zone, `YYYY-MM`. */
  month: string;
  /** First local day on which a later version of the agreement holds. @defaultValue null */
  supersededFrom?: string | null;
  /** Days of the month under this and the other versions. @defaultValue this is the only version of the month */
  versionDays?: VersionDays | undefined;
  /** Readings of at least the agreement's meters; no two runs of one meter and point overlap. @defaultValue none */
  runs?: readonly EnergyRun[];
  /** @defaultValue none */
  prices?: readonly PriceSeries[];
  /** Loss that the month before left, zero or negative. */
  carryIn?: Money | undefined;
  /** What only people know: costs, plant revenue, index rates. Checked by the kind. @defaultValue {} */
  given?: Readonly<Record<string, unknown>> | undefined;
}

export interface SettledAgreement {
  /** Lines with their inputs, still without the Merkle root of their readings. */
  readonly items: readonly Omit<LineItem, 'readings'>[];
  /** The readings that the formula read. */
  readonly runs: readonly EnergyRun[];
  readonly carryOut: Money | undefined;
}

/**
 * Settles one month of one agreement: gives the formula its terms, period, readings and prices, and turns its drafts
 * into line items whose `inputs` hold all that it read. Pure, and so repeatable by anyone: see `recomputeAgreement`.
 * Readings with `unusableFlags` are not billed and lower the coverage; the evidence notes them and those with other
 * flags, and the figures of the lines then say `status: 'provisional'` and `because`.
 * A month that the term does not touch yields no items.
 *
 * Throws `AGREEMENT_INVALID`, `AGREEMENT_KIND_UNKNOWN`, and `AGREEMENT_INPUT` for `given` values that the kind refuses
 * two price series for one reference, or runs of one meter and point that overlap. Missing data is no error but an insufficient answer with its reason.
 */
export function settleAgreement(options: SettleAgreementOptions): Evidenced<SettledAgreement, SettleReason> {
  const { agreement, month, supersededFrom = null, carryIn, given = {} } = options;
  const { kind, terms } = checkAgreement(options.agreementKinds, agreement);
  const period = settlePeriodOf(agreement, month, supersededFrom, options.versionDays);
  if (!period) {
    const notes = [`the term does not touch ${month}`];
    return evidenced(
      { items: [], runs: [], carryOut: carryIn },
      { sources: [`agreement/${agreement.id}`], rule: formulaOf(kind), notes },
    );
  }

  const runs = new Map<string, readonly EnergyRun[]>();
  const notes = new Map<string, readonly string[]>();
  const prices = new Map<string, PriceSeries>();
  const context: SettleContext = {
    agreement,
    terms,
    period,
    carryIn,
    given: parseGiven(kind, agreement, given),
    energy(meterId, point) {
      const stream = (options.runs ?? []).filter((run) => run.meterId === meterId && run.point === point);
      const found = orderedRuns(stream).flatMap((run) => clipRun(run, period.startMs, period.endMs) ?? []);
      const usable = usableEnergy(found);
      runs.set(`${meterId}\u0000${point}`, found);
      notes.set(`${meterId}\u0000${point}`, usable.notes);
      return usable.runs;
    },
    prices(reference) {
      const series = findPrices(options.prices ?? [], reference, period);
      if (series) prices.set(JSON.stringify(reference), series);
      return series;
    },
  };
  const result = kind.settle(context);
  const flagged = [...notes.values()].flat();
  const evidence = withNotes(result.evidence, flagged);
  if (!result.ok) return { ...result, evidence };

  checkLines(agreement, result.value.lines);
  const used = [...runs.values()].flat();
  const shared = z.encode(LineInputs, {
    agreementVersion: agreement.version,
    month,
    supersededFrom,
    versionDays: period.versionDays,
    runs: used,
    prices: [...prices.values()],
    carryIn: carryIn ?? null,
    given: { ...given },
    figures: {},
  });
  const items = result.value.lines.map((draft) => ({
    id: `${agreement.id}/v${agreement.version}/${month}/${draft.line}`,
    agreementId: agreement.id,
    debtorId: draft.debtorId,
    creditorId: draft.creditorId,
    amount: draft.amount,
    formula: formulaOf(kind),
    description: draft.description,
    inputs: { ...shared, figures: { ...statusOf(evidence, flagged, draft), ...draft.figures } },
  }));
  return evidenced({ items, runs: used, carryOut: result.value.carryOut }, evidence);
}

function withNotes(evidence: Evidence, notes: readonly string[]): Evidence {
  return notes.length === 0 ? evidence : { ...evidence, notes: [...(evidence.notes ?? []), ...notes] };
}

/** Says of a line that flagged or missing readings make it provisional, unless its formula says so itself. */
function statusOf(evidence: Evidence, flagged: readonly string[], { figures }: LineDraft): Record<string, string> {
  const provisional = flagged.length > 0 || (evidence.coverage ?? 1) < 1;
  if (!provisional || figures.status !== undefined) return {};
  return { status: 'provisional', because: (evidence.notes ?? []).join('; ') };
}

function parseGiven(kind: AgreementKind, agreement: Agreement, given: Readonly<Record<string, unknown>>): unknown {
  const parsed = kind.given.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(given)'}: ${message}`);
  throw new AgreementError(
    'AGREEMENT_INPUT',
    `What was given for agreement "${agreement.id}" is not what ${kind.kind} takes: ${issues.join('; ')}.`,
    { context: { agreementId: agreement.id, issues } },
  );
}

function findPrices(
  all: readonly PriceSeries[],
  { market, product, zone }: PriceReference,
  period: { startMs: number; endMs: number },
): PriceSeries | undefined {
  const found = all
    .filter((each) => each.market === market && each.product === product && each.zone === zone)
    .flatMap((each) => clipPrices(each, period.startMs, period.endMs) ?? []);
  if (found.length <= 1) return found[0];
  throw new AgreementError(
    'AGREEMENT_INPUT',
    `Read ${found.length} price series for ${market} ${product} ${zone} in one period, expected one. Pass the edition to settle at.`,
    { context: { market, product, zone, revisions: found.map(({ revision }) => revision) } },
  );
}

function checkLines(agreement: Agreement, lines: readonly LineDraft[]): void {
  const parties = new Set(Object.values(agreement.parties));
  const names = new Set<string>();
  for (const { line, amount, debtorId, creditorId } of lines) {
    const stranger = [debtorId, creditorId].find((id) => !parties.has(id));
    const wrong =
      amount.minor < 0n
        ? `a negative amount of ${amount.minor}`
        : stranger !== undefined
          ? `the party "${stranger}", which the agreement does not name`
          : names.has(line)
            ? 'its name twice'
            : undefined;
    if (wrong !== undefined) {
      throw new AgreementError('AGREEMENT_INPUT', `The formula of "${agreement.kind}" gave line "${line}" ${wrong}.`, {
        context: { agreementId: agreement.id, line },
      });
    }
    names.add(line);
  }
}
