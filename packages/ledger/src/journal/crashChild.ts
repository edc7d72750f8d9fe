import { openJournal } from './openJournal.ts';

// Commits batches until it is killed, a few at a time, and prints the number of each one that was acknowledged.
const [folder, from] = process.argv.slice(2) as [string, string];
try {
  const ledger = await openJournal({ folder, portfolioId: 'vpp' });
  for (let i = Number(from); ; i += 4) {
    const group = [i, i + 1, i + 2, i + 3].map((n) => {
      const readings = [{ point: 'energyWh', startMs: n * 1_000, endMs: (n + 1) * 1_000, energyWh: n }];
      return ledger.commitBatch({ meterId: `meter-${n % 7}`, readings });
    });
    await Promise.all(group);
    process.stdout.write(`${i + 3}\n`);
  }
} catch (error) {
  console.error((error as { code?: string }).code, error);
  process.exitCode = 1;
}
