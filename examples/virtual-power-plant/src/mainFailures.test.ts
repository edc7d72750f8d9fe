import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { madePlant } from './testing/madePlant.ts';
import { newFolder, removeFolders, type StartOptions, startMain } from './testing/startMain.ts';

afterAll(removeFolders);

/** A tenth of a second on an idle machine; a socket or worker that was left open would hold the process for ever. */
const soonMs = 5_000;

/** Runs to the end and checks what holds of every failure: one message on one line, an exit code, an empty folder, no time lost. */
async function refused(args: readonly string[], options: StartOptions = {}, code = 1): Promise<string> {
  const program = startMain(args, options);
  const ended = await program.ended;
  expect(ended.stderr.trim().split('\n'), ended.stdout).toHaveLength(1);
  expect(ended).toMatchObject({ code, signal: null });
  expect(ended.lastMs).toBeLessThan(soonMs);
  expect(program.left()).toEqual([]);
  return ended.stderr.trim();
}

describe.concurrent('bad input ends in one clear message, exit code 1 and an empty folder:', {
  timeout: 60_000,
}, () => {
  it('a folder that is not there', async ({ expect }) => {
    const message = await refused(['--data', '/nowhere/plant']);
    expect(message).toMatch(
      /^--data \/nowhere\/plant: could not be opened .* Name a folder that exists\. \[DATA_FOLDER\]$/,
    );
  });

  it('a file instead of a folder', async ({ expect }) => {
    const { prices } = madePlant();
    const message = await refused(['--data', prices]);
    expect(message).toMatch(/^--data .*prices\.csv: could not be opened \(ENOTDIR: .* Name a folder that exists\./);
  });

  it('a missing file', async ({ expect }) => {
    const { folder } = madePlant();
    rmSync(join(folder, 'made_weather.csv.gz'));
    expect(await refused(['--data', folder])).toMatch(/expected one \*_weather\.csv .* See docs\/your-own-plant\.md/);
  });

  it('an empty folder', async ({ expect }) => {
    expect(await refused(['--data', newFolder()])).toMatch(/read an empty folder, expected one \*_generation\.csv/);
  });

  it('a wrong column', async ({ expect }) => {
    const { folder } = madePlant({ generationHead: 'DATE_TIME,SOURCE_KEY,DC_POWER,ACPOWER,DAILY_YIELD,TOTAL_YIELD' });
    expect(await refused(['--data', folder])).toMatch(/made_generation\.csv, line 1: .* expected also AC_POWER/);
  });

  it('a value that is not a number', async ({ expect }) => {
    const { folder } = madePlant({
      change(rows) {
        rows[9]![3] = Number.NaN;
        return rows;
      },
    });
    expect(await refused(['--data', folder])).toMatch(/made_generation\.csv, line 11, AC_POWER: read "NaN"/);
  });

  it('a stamp that stands twice', async ({ expect }) => {
    const { folder } = madePlant({ change: (rows) => [...rows, rows[40]!] });
    expect(await refused(['--data', folder])).toMatch(
      /line 386: 2024-03-01T02:30 of inverter inv-a stands here a second time/,
    );
  });

  it('a mix-up of time zones', async ({ expect }) => {
    const { folder } = madePlant({
      change: (rows) => {
        const inIndia = (stamp: string) =>
          new Date(Date.parse(`${stamp}Z`) + 5.5 * 3_600_000).toISOString().slice(0, 16);
        return rows.map(([stamp, ...rest]) => [inIndia(stamp), ...rest]);
      },
    });
    expect(await refused(['--data', folder])).toMatch(
      /keep different clocks: power follows the sun best when shifted by -5\.50 h/,
    );
  });

  it('a plant.json that names no zone of this world', async ({ expect }) => {
    const { folder } = madePlant({ plantJson: { timeZone: 'Brasil/Paulista' } });
    expect(await refused(['--data', folder])).toMatch(
      /plant\.json: timeZone: read "Brasil\/Paulista", expected an IANA time zone/,
    );
  });

  it('a plant.json that names an inverter which the file does not', async ({ expect }) => {
    const { folder } = madePlant({ plantJson: { inverters: { 'inv-x': { dcCapacityW: 1 } } } });
    expect(await refused(['--data', folder])).toMatch(/plant\.json: inverters: read inv-x, not among the 4/);
  });

  it('a plant.json with many slips, told at once with what was read', async ({ expect }) => {
    const plantJson = {
      timeZone: 3,
      latitudeDeg: -91,
      submarket: 'SUDOESTE',
      dcCapacty: 5,
      name: '',
      inverters: { 'inv-a': { dcCapacityW: 'big', watts: 7 }, 'inv-x': { acCapacityW: 0 } },
    };
    const { folder } = madePlant({ plantJson: plantJson as object });
    const message = await refused(['--data', folder]);
    for (const part of [
      'name: read "", expected a text that is not empty',
      'timeZone: read 3, expected a string',
      'submarket: read "SUDOESTE", expected one of SUDESTE, SUL, NORDESTE, NORTE',
      'latitudeDeg: read -91, expected at least -90',
      'inverters.inv-a.dcCapacityW: read "big", expected a number',
      'inverters.inv-a: read watts: 7, expected none but acCapacityW, dcCapacityW',
      'inverters.inv-x.acCapacityW: read 0, expected more than 0',
      '(file): read dcCapacty: 5, expected none but name, timeZone,',
      'inverters: read inv-x, not among the 4 of the plant (inv-a, inv-b, inv-c …)',
    ])
      expect(message).toContain(part);
    expect(message).not.toMatch(/Invalid|received|Unrecognized/);
  });

  it('a prices file that is none, is not there, or is of another time', async ({ expect }) => {
    const { folder, prices } = madePlant();
    const other = join(dirname(prices), 'other.csv');
    writeFileSync(other, 'a,b\n1,2\n');
    expect(await refused(['--data', folder, '--prices', other])).toMatch(/other\.csv.*line 1/);
    expect(await refused(['--data', folder, '--prices', `${prices}.gone`])).toMatch(
      /could not be opened.*PRICES_UNREADABLE/,
    );
    writeFileSync(other, readFileSync(prices, 'utf8').replaceAll('2024-03-01', '2023-03-01'));
    expect(await refused(['--data', folder, '--prices', other])).toMatch(/read no price of SUDESTE from 2024-02-28/);
  });

  it('a seed for a plant that was recorded', async ({ expect }) => {
    expect(await refused(['--data', madePlant().folder, '--seed', '5'])).toMatch(
      /^--seed: read "5" together with --data .*, expected one of them\./,
    );
  });

  it('an option that nobody knows', async ({ expect }) => {
    const program = startMain(['--folder', 'x']);
    const { code, stderr } = await program.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/Unknown option '--folder'\. Known options:/);
    expect(program.left()).toEqual([]);
  });
});

describe.concurrent('a place that cannot be had ends the same way:', { timeout: 120_000 }, () => {
  it.for([
    ['the first Modbus port', '--modbus-port', 0],
    ['a later Modbus port', '--modbus-port', 2],
    ['the port of the broker', '--mqtt-port', 0],
  ] as const)('a port in use: %s', async ([, option, before], { expect }) => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const message = await refused([option, `${port - before}`]);
    expect(message).toBe(
      `Port ${port} is in use. Choose another with --modbus-port or --mqtt-port, or leave them out to take free ones.`,
    );
    server.close();
  });

  it('a file where the folder should be', async ({ expect }) => {
    const out = join(newFolder(), 'out');
    writeFileSync(out, '');
    const { code, stderr } = await startMain([], { out }).ended;
    expect([code, stderr.trim()]).toEqual([
      1,
      `${out} is a file or leads through one (EEXIST). Name a folder with --out.`,
    ]);
  });

  it('a folder without rights', async ({ expect, skip }) => {
    const parent = newFolder();
    chmodSync(parent, 0o555);
    const root = process.getuid?.() === 0;
    if (process.getuid === undefined) skip('This system keeps no rights that a test could take away.');
    const options = { out: join(parent, 'out'), ...(root ? { uid: 65_534, gid: 65_534 } : {}) };
    const { code, stderr } = await startMain([], options).ended;
    expect([code, stderr.trim()]).toEqual([
      1,
      `${options.out} cannot be written (EACCES). Check its rights, or name another folder with --out.`,
    ]);
  });

  it.for(['64k', '400k'])('a full disk, of %s', async (size, { expect, skip }) => {
    const able = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', newFolder()]).status === 0;
    if (!able) skip('No small disk can be mounted here: unshare and tmpfs are not allowed.');
    const { folder } = madePlant({ days: 4 });
    const shell = `mount -t tmpfs -o size=${size} tmpfs "$0" && "$@"; code=$?; ls -A "$0"; exit $code`;
    const { code, stderr, stdout } = await startMain(['--data', folder], { shell, before: ['unshare', '-rm'] }).ended;
    expect(code, stdout).toBe(1);
    expect(stderr.trim()).toMatch(
      /^The disk is full \(writing .*\)\. Free some space, .* Nothing was left half-written\.$/,
    );
    expect(stdout).not.toContain('.run-');
  });

  it('a limit on the size of files', async ({ expect, skip }) => {
    if (process.platform === 'win32') skip('Windows knows no such limit.');
    const { folder } = madePlant({ days: 4 });
    const message = await refused(['--data', folder], { shell: 'ulimit -f 200; exec "$@"' });
    expect(message).toMatch(/^A file grew beyond what is allowed \(writing .*\)\. Raise the limit \(ulimit -f\)/);
  });
});

describe('Ctrl-C', { timeout: 120_000 }, () => {
  it.each([1, 2])('in mid-stream ends the run with 130 and leaves nothing (sent %i times)', async (times) => {
    const program = startMain([]);
    await program.says('streaming');
    for (let i = 0; i < times; i += 1) program.kill('SIGINT');
    const { code, signal, stderr, lastMs } = await program.ended;
    expect([code, signal]).toEqual([130, null]);
    expect(stderr.trim()).toBe('Stopped by Ctrl-C. Nothing was left half-written.');
    expect(lastMs).toBeLessThan(soonMs);
    expect(program.left()).toEqual([]);
  });

  it('leaves what an earlier run had published', async () => {
    const out = newFolder();
    mkdirSync(join(out, 'journal'));
    writeFileSync(join(out, 'report.html'), 'earlier');
    const program = startMain([], { out });
    await program.says('1. Start the machines');
    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(143);
    expect(readdirSync(out).sort()).toEqual(['journal', 'report.html']);
  });
});
