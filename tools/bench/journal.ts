import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '@usina/ledger/journal';
import type { Bench } from '../bench.ts';
import { median } from '../median.ts';

const appends = 400;
const runs = 5;

/**
 * Durable appends a second: meter batches of 4 readings, of 100 meters, committed one after another and 100 at a time, beside plain
 * `write` and `datasync` of lines of the same length in the same folder.
 */
const benchJournal: Bench = async ([parent = tmpdir()], print) => {
  for (const together of [1, 100]) {
    const ours: number[] = [];
    const peer: number[] = [];
    let bytes = 0;
    for (let run = 0; run < runs; run++) {
      const folder = mkdtempSync(join(parent, 'usina-bench-'));
      const journal = await timeJournal(folder, together);
      bytes = journal.bytesAnAppend;
      ours.push(journal.perSecond);
      peer.push(await timePlain(folder, bytes));
      rmSync(folder, { recursive: true });
    }
    const figures = { ours: Math.round(median(ours)), peer: Math.round(median(peer)) };
    print({
      bench: 'journal',
      metric: together === 1 ? 'batches, one after another' : `batches, ${together} at a time`,
      ...figures,
      peerName: 'fs write + datasync',
      ratio: Number((figures.ours / figures.peer).toFixed(2)),
      unit: 'durable appends/s',
      bytesAnAppend: bytes,
    });
  }
};
export default benchJournal;

async function timeJournal(folder: string, together: number): Promise<{ perSecond: number; bytesAnAppend: number }> {
  const ledger = await openJournal({ folder, portfolioId: 'bench' });
  const startMs = performance.now();
  for (let i = 0; i < appends; i += together) {
    const group = Array.from({ length: together }, (_, k) => ledger.commitBatch(batch(i + k)));
    await Promise.all(group);
  }
  const seconds = (performance.now() - startMs) / 1_000;
  const { bytes } = await ledger.audit();
  await ledger.close();
  return { perSecond: appends / seconds, bytesAnAppend: Math.round(bytes / appends) };
}

function batch(i: number) {
  const readings = [0, 1, 2, 3].map((quarter) => {
    const startMs = (i * 4 + quarter) * 900_000;
    return { point: 'energyExportedWh', startMs, endMs: startMs + 900_000, energyWh: 1_000 + i };
  });
  return { meterId: `meter-${i % 100}`, readings };
}

async function timePlain(folder: string, bytes: number): Promise<number> {
  const handle = await open(join(folder, 'plain.log'), 'a');
  const line = Buffer.alloc(bytes, 'x');
  const startMs = performance.now();
  for (let i = 0; i < appends; i++) {
    await handle.write(line);
    await handle.datasync();
  }
  const seconds = (performance.now() - startMs) / 1_000;
  await handle.close();
  return appends / seconds;
}
