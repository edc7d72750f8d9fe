import { spawn } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JournalFile, openJournal } from './index.ts';
import { openNodeFile } from './JournalFile.ts';

let folder: string;
const path = () => join(folder, 'journal.log');
const open = (portfolioId = 'vpp') => openJournal({ folder, portfolioId });
const batch = (i: number) => ({
  meterId: `meter-${i % 7}`,
  readings: [{ point: 'energyWh', startMs: i * 1_000, endMs: (i + 1) * 1_000, energyWh: i }],
});
async function write(count: number): Promise<void> {
  const ledger = await open();
  await Promise.all(Array.from({ length: count }, (_, i) => ledger.commitBatch(batch(i))));
  await ledger.close();
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usina-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a journal whose process was killed', () => {
  it('has everything that was acknowledged, at whatever moment', async () => {
    const script = fileURLToPath(new URL('./crashChild.ts', import.meta.url));
    let acknowledged = 0;
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, ['--conditions=@usina/source', script, folder, String(acknowledged)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged = Math.max(acknowledged, Number(line) + 1);
        if (acknowledged > (round + 1) * 60 + round * 7) child.kill('SIGKILL');
      }
      const ledger = await open();
      for (let i = 0; i < acknowledged; i++) {
        const { meterId } = batch(i);
        const { reading } = await ledger.proveReading({ meterId, point: 'energyWh', startMs: i * 1_000 });
        expect(reading.energyWh).toBe(BigInt(i));
      }
      const report = await ledger.audit();
      expect(report.ok).toBe(true);
      acknowledged = report.batches;
      await ledger.close();
    }
    expect(acknowledged).toBeGreaterThan(180);
  });

  it('loses a torn tail that nobody was told of, and says so', async () => {
    await write(5);
    const size = statSync(path()).size;
    const whole = readFileSync(path());
    appendFileSync(path(), whole.subarray(16, 16 + 60));
    const ledger = await open();
    expect(ledger.recovered).toEqual({ offset: size, bytes: 60 });
    expect(await ledger.audit()).toMatchObject({ ok: true, batches: 5 });
    await ledger.close();
    expect(statSync(path()).size).toBe(size);
    expect(readFileSync(path()).equals(whole)).toBe(true);
  });

  it('keeps whole records that were durable before they could be acknowledged', async () => {
    await write(5);
    const head = readFileSync(join(folder, 'journal.head'));
    await (async () => {
      const ledger = await open();
      await ledger.commitBatch(batch(5));
      await ledger.close();
    })();
    writeFileSync(join(folder, 'journal.head'), head);
    const ledger = await open();
    expect((await ledger.audit()).batches).toBe(6);
    await ledger.close();
  });
});

describe('a journal that was tampered with', () => {
  it('names the record and the byte that were altered', async () => {
    await write(5);
    const bytes = readFileSync(path());
    const at = bytes.indexOf('"meter-3"');
    bytes[at + 7] = '9'.charCodeAt(0);
    writeFileSync(path(), bytes);
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_ALTERED', context: { record: 4, fault: 'hash' } });
  });

  it('is refused when acknowledged records were cut off, within one or between two', async () => {
    await write(5);
    const bytes = readFileSync(path());
    truncateSync(path(), bytes.length - 10);
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_TRUNCATED', context: { record: 5 } });
    const last = bytes.lastIndexOf('batch') - 5;
    truncateSync(path(), last);
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_TRUNCATED', context: { record: 5, offset: last } });
    truncateSync(path(), 0);
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_TRUNCATED', context: { record: 0 } });
  });

  it('is refused when a record was taken out or the end was rewritten', async () => {
    await write(5);
    const bytes = readFileSync(path());
    const second = bytes.indexOf('batch', bytes.indexOf('batch') + 1) - 5;
    const third = bytes.indexOf('batch', second + 10) - 5;
    writeFileSync(path(), Buffer.concat([bytes.subarray(0, second), bytes.subarray(third)]));
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_ALTERED', context: { record: 2, fault: 'previous' } });
    rmSync(join(folder, 'journal.head'));
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_ALTERED' });
  });

  it('refuses a later format, another file and another portfolio', async () => {
    await write(1);
    const bytes = readFileSync(path());
    bytes[11] = 2;
    writeFileSync(path(), bytes);
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_VERSION', context: { version: 2, offset: 8 } });
    bytes[0] = 0;
    writeFileSync(path(), bytes);
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_FOREIGN' });
    bytes.set([0x55], 0);
    bytes[11] = 1;
    writeFileSync(path(), bytes);
    await expect(open('other')).rejects.toMatchObject({ code: 'JOURNAL_FOREIGN', context: { found: 'vpp' } });
    await (await open()).close();
  });
});

describe('the lock', () => {
  it('keeps a second handle out until the first is closed', async () => {
    const first = await open();
    await expect(open()).rejects.toMatchObject({ code: 'JOURNAL_LOCKED', context: { holder: process.pid } });
    await first.close();
    expect(readdirSync(folder).filter((name) => name.includes('holder'))).toEqual([]);
    await (await open()).close();
  });

  it('keeps another process out', async () => {
    const first = await open();
    const script = fileURLToPath(new URL('./crashChild.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=@usina/source', script, folder, '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(1);
    expect(errors).toContain('JOURNAL_LOCKED');
    await first.close();
  });
});

describe('a disk that fills up', () => {
  let room = Number.POSITIVE_INFINITY;
  let syncs: 'well' | 'badly' = 'well';
  const openFile = async (name: string): Promise<JournalFile> => {
    const file = await openNodeFile(name);
    return {
      ...file,
      async write(bytes, position) {
        await file.write(bytes.subarray(0, Math.min(bytes.length, Math.max(0, room))), position);
        room -= bytes.length;
        if (room < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
      async sync() {
        if (syncs === 'badly') throw Object.assign(new Error('input/output error'), { code: 'EIO' });
        await file.sync();
      },
    };
  };

  it('refuses the call, keeps nothing of it, and goes on when there is room', async () => {
    const ledger = await openJournal({ folder, portfolioId: 'vpp', openFile });
    await ledger.commitBatch(batch(0));
    const size = statSync(path()).size;
    room = 100;
    await expect(Promise.all([ledger.commitBatch(batch(1)), ledger.commitBatch(batch(2))])).rejects.toMatchObject({
      code: 'JOURNAL_DISK_FULL',
      context: { record: 2, offset: size, reason: 'ENOSPC' },
    });
    expect(statSync(path()).size).toBe(size);
    room = Number.POSITIVE_INFINITY;
    await ledger.commitBatch(batch(1));
    expect(await ledger.audit()).toMatchObject({ ok: true, batches: 2 });
    await ledger.close();
    const again = await open();
    expect(again.recovered).toBeUndefined();
    await again.close();
  });

  it('trusts nothing after a sync that failed, until it is opened anew', async () => {
    const ledger = await openJournal({ folder, portfolioId: 'vpp', openFile });
    await ledger.commitBatch(batch(0));
    syncs = 'badly';
    await expect(ledger.commitBatch(batch(1))).rejects.toMatchObject({ code: 'JOURNAL_WRITE' });
    syncs = 'well';
    await expect(ledger.commitBatch(batch(2))).rejects.toMatchObject({ code: 'JOURNAL_WRITE' });
    await ledger.close();
    const again = await open();
    expect((await again.audit()).ok).toBe(true);
    await again.close();
  });
});

it('finds what was altered while it was open, and an anchor that is not in the chain', async () => {
  await write(5);
  const ledger = await open();
  const { head } = await ledger.audit();
  expect((await ledger.audit({ trustedHead: head })).ok).toBe(true);
  const other = { record: head.record, hash: `0x${'0'.repeat(64)}` as const };
  expect((await ledger.audit({ trustedHead: other })).problems).toMatchObject([{ code: 'HEAD', record: 5 }]);
  const bytes = readFileSync(path());
  bytes[bytes.indexOf('"meter-3"') + 7] = '9'.charCodeAt(0);
  writeFileSync(path(), bytes);
  const report = await ledger.audit();
  expect(report).toMatchObject({ ok: false, problems: [{ code: 'CHAIN', record: 4 }] });
  await expect(ledger.audit({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  await ledger.close();
});
