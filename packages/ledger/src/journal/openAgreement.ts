import { Agreement } from '@usina/core';
import { AgreementError, type AgreementKind, checkAgreement, currencyOf } from '@usina/core/agreements';
import * as z from 'zod';
import { LedgerError } from '../LedgerError.ts';
import { hashAgreement } from '../proof/hashLineItem.ts';
import type { JournalStore } from './JournalStore.ts';

export interface OpenAgreementOptions {
  store: JournalStore;
  agreementKinds: readonly AgreementKind[];
  input: z.input<typeof Agreement>;
  atMs: number;
}

/**
 * Opens an agreement or its next version after checking it: its shape, its terms against its kind, its version, its
 * currency against that of the portfolio. One that is open already is returned as it is.
 */
export async function openAgreement(options: OpenAgreementOptions): Promise<Agreement> {
  const { store, agreementKinds, input, atMs } = options;
  const agreement = parseAgreement(input);
  checkAgreement(agreementKinds, agreement);
  const wire = z.encode(Agreement, agreement);
  const hash = hashAgreement(agreement);
  const versions = store.index.agreements.get(agreement.id) ?? [];
  if (versions.some((entry) => entry.hash === hash)) return agreement;
  const expected = versions.length + 1;
  if (agreement.version !== expected) {
    throw new LedgerError(
      'LEDGER_AGREEMENT_VERSION',
      `Agreement "${agreement.id}" has ${versions.length} versions, read version ${agreement.version}, expected ${expected}. An opened version cannot be changed: open the next.`,
      { context: { agreementId: agreement.id, version: agreement.version, expected } },
    );
  }
  const currency = currencyOf(agreementKinds, agreement);
  const portfolioCurrency = store.index.currency(agreementKinds) ?? currency;
  if (currency !== portfolioCurrency && currency !== undefined) {
    throw new LedgerError(
      'LEDGER_CURRENCY',
      `Agreement "${agreement.id}" settles in ${currency}, the portfolio in ${portfolioCurrency}: one currency a portfolio. Open a journal for each currency.`,
      { context: { agreementId: agreement.id, currency, expected: portfolioCurrency } },
    );
  }
  await store.log.append('agreement', { agreement: wire, hash, atMs });
  return agreement;
}

function parseAgreement(input: z.input<typeof Agreement>): Agreement {
  const parsed = Agreement.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), expected: message }));
  const lines = issues.map(({ path, expected }) => `  ${path}: ${expected}`);
  throw new AgreementError('AGREEMENT_INVALID', `Agreement "${input.id}" is invalid:\n${lines.join('\n')}`, {
    context: { agreementId: input.id, issues },
  });
}
