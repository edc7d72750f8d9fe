import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portfolio } from '@usina/core';
import type { Run } from '../Run.ts';
import { type ReportPage, reportPage } from './reportPage.ts';

/** Writes the report and the portfolio that it is about. */
export async function writeReport(page: ReportPage, portfolio: Portfolio, { folder, narrator }: Run): Promise<void> {
  narrator.table(page.summary.head, page.summary.rows);
  await writeFile(join(folder, 'portfolio.json'), `${JSON.stringify(portfolio, null, 2)}\n`);
  await writeFile(join(folder, 'report.html'), reportPage(page));
}
