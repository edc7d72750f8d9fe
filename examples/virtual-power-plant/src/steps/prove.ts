import { moneyText } from '@usina/core/money';
import type { AuditReport, Journal, SettleResult } from '@usina/ledger/journal';
import { verifyReading, verifyStatement } from '@usina/ledger/proof';
import type { Run } from '../Run.ts';
import { agreementKinds, type MeterPoint } from './settle.ts';

export interface Proven {
  root: string;
  readingProofHashes: number;
  /** The same reading with one Wh more is refused. */
  tamperedRefused: boolean;
  statementOk: boolean;
  audit: AuditReport;
}

/** Proves one reading and one statement the way a stranger would, then has the journal audit itself from the first byte. */
export async function prove(
  ledger: Journal,
  result: SettleResult,
  reading: MeterPoint & { startMs: number },
  partyId: string,
  run: Run,
): Promise<Proven> {
  const { narrator, signal } = run;
  const proof = await ledger.proveReading(reading);
  const trustedRoot = proof.batch.root;
  const verdict = verifyReading(proof, { trustedRoot });
  const tampered = verifyReading(
    { ...proof, reading: { ...proof.reading, energyWh: proof.reading.energyWh + 1n } },
    { trustedRoot },
  );
  const at = new Date(reading.startMs).toISOString().slice(0, 16);
  narrator.say(
    `${reading.meterId} at ${at} UTC: ${proof.reading.energyWh} Wh is ${verdict.ok ? '' : 'NOT '}under root ${trustedRoot.slice(0, 10)}… (${proof.proof.length} hashes); with one Wh more it is ${tampered.ok ? 'STILL accepted' : 'refused'}`,
  );

  const statement = result.statements.get(partyId);
  const checked = statement && verifyStatement(statement, { trustedRoot: result.settlement.root, agreementKinds });
  if (checked?.ok)
    narrator.say(
      `Statement of ${partyId}: ${checked.lines} lines computed again, total ${moneyText(checked.total)} ${checked.total.currency}, ${checked.batches.proven} of ${checked.batches.total} meter batches proven from it`,
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
  return {
    root: result.settlement.root,
    readingProofHashes: proof.proof.length,
    tamperedRefused: verdict.ok && !tampered.ok,
    statementOk: checked?.ok ?? false,
    audit,
  };
}
