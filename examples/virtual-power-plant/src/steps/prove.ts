import type { AuditReport, Journal } from '@usina/ledger/journal';
import { verifyReading, verifyStatementPaced } from '@usina/ledger/proof';
import type { Narrator } from '../cli/narrator.ts';
import { amountText, clockText } from '../cli/wording.ts';
import type { Run } from '../Run.ts';
import { agreementKinds, type CommittedReading, type Settled } from './settle.ts';

export interface Proven {
  root: string;
  /** One reading is under its root, and the same with one Wh more is refused. Undefined where none was committed. */
  readingOk: boolean | undefined;
  /** Undefined where the party has no statement. */
  statementOk: boolean | undefined;
  audit: AuditReport;
}

/** Whether everything that could be checked was right. */
export function isProven({ readingOk, statementOk, audit }: Proven): boolean {
  return readingOk !== false && statementOk !== false && audit.ok;
}

/** Proves one reading and one statement the way a stranger would, then has the journal audit itself from the first byte. */
export async function prove(
  ledger: Journal,
  { result, sample }: Settled,
  partyId: string,
  { narrator, signal }: Run,
): Promise<Proven> {
  const { settlement, statements } = result;
  const readingOk = sample && (await proveReading(ledger, sample, settlement.timeZone, narrator));
  if (!sample) narrator.say('No reading was committed: there is none to prove.');
  const statement = statements.get(partyId);
  if (!statement) narrator.say(`${partyId} has no statement: nothing was valued.`);
  const { root } = settlement;
  const checked = statement && (await verifyStatementPaced(statement, { trustedRoot: root, agreementKinds, signal }));
  if (checked?.ok)
    narrator.say(
      `Statement of ${partyId}: ${checked.lines} lines computed again, total ${amountText(checked.total)}, ${checked.batches.proven} of ${checked.batches.total} meter batches proven from it`,
    );
  else if (checked)
    narrator.say(`Statement of ${partyId}: ${checked.problems.map(({ message }) => message).join(' ')}`);

  const audit = await ledger.audit({
    signal,
    onProgress: ({ done, total }) => narrator.progress('audit', done, total),
  });
  narrator.say(
    `Audit of the journal: ${audit.records} records, ${audit.readings} readings, ${audit.lines} lines checked again, ${audit.problems.length} problems`,
  );
  return { root, readingOk, statementOk: checked?.ok, audit };
}

async function proveReading(
  ledger: Journal,
  reading: CommittedReading,
  timeZone: string,
  narrator: Narrator,
): Promise<boolean> {
  const proof = await ledger.proveReading(reading);
  const trustedRoot = proof.batch.root;
  const verdict = verifyReading(proof, { trustedRoot });
  const more = { ...proof.reading, energyWh: proof.reading.energyWh + 1n };
  const tampered = verifyReading({ ...proof, reading: more }, { trustedRoot });
  narrator.say(
    `${reading.meterId} at ${clockText(reading.startMs, timeZone)} ${timeZone}: ${proof.reading.energyWh} Wh is ${verdict.ok ? '' : 'NOT '}under root ${trustedRoot.slice(0, 10)}… (${proof.proof.length} hashes); with one Wh more it is ${tampered.ok ? 'STILL accepted' : 'refused'}`,
  );
  return verdict.ok && !tampered.ok;
}
