import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlantFolder } from './readPlantFolder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usina-plant-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const generationHead = 'DATE_TIME,SOURCE_KEY,DC_POWER,AC_POWER,DAILY_YIELD,TOTAL_YIELD';
const weatherHead = 'DATE_TIME,AMBIENT_TEMPERATURE,MODULE_TEMPERATURE,IRRADIATION';
const stamp = (hour: number) => `2024-03-01T${String(hour).padStart(2, '0')}:00`;
const sun = (hour: number) => Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI));
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const generationRows = () =>
  hours.map((hour) => `${stamp(hour)},inv-a,${10 * sun(hour)},${9.8 * sun(hour)},${hour},${1000 + hour}`);
const weatherRows = (shiftH = 0) => hours.map((hour) => `${stamp(hour)},25,30,${sun((hour - shiftH + 24) % 24)}`);

function write(generation = generationRows(), weather = weatherRows()): void {
  writeFileSync(join(folder, 'a_generation.csv'), [generationHead, ...generation].join('\n'));
  writeFileSync(join(folder, 'a_weather.csv.gz'), gzipSync([weatherHead, ...weather].join('\n')));
}

describe('a plant folder', () => {
  it('is laid on one grid in W and Wh, plain and gzipped files alike', async () => {
    write(generationRows().filter((_, hour) => hour !== 3));
    const plant = await readPlantFolder(folder);
    expect(plant).toMatchObject({
      name: 'a',
      startMs: Date.UTC(2024, 2, 1),
      stepMs: 3_600_000,
      length: 24,
      silentStamps: 1,
    });
    const inverter = plant.inverters.get('inv-a')!;
    expect(inverter.acPowerW[12]).toBe(9_800);
    expect(inverter.energyWh[12]).toBe(1_012_000);
    expect(inverter.acPowerW[3]).toBeNaN();
    expect(plant.weather.poaWm2[12]).toBe(1_000);
  });

  it.each([
    ['an empty folder', () => {}, 'DATA_FILE_MISSING', /read an empty folder, expected one \*_generation\.csv/],
    [
      'a missing column',
      () => {
        write();
        writeFileSync(join(folder, 'a_generation.csv'), 'DATE_TIME,SOURCE_KEY,AC\n');
      },
      'DATA_COLUMN_MISSING',
      /expected also DC_POWER/,
    ],
    [
      'a word for a number',
      () => write(generationRows().with(4, `${stamp(4)},inv-a,none,1,1,1`)),
      'DATA_NOT_A_NUMBER',
      /line 6, DC_POWER: read "none"/,
    ],
    [
      'an empty cell',
      () => write(generationRows().with(4, `${stamp(4)},inv-a,1,,1,1`)),
      'DATA_NOT_A_NUMBER',
      /line 6, AC_POWER: read ""/,
    ],
    [
      'a doubled stamp',
      () => write([...generationRows(), `${stamp(5)},inv-a,1,1,1,1`]),
      'DATA_DUPLICATE_STAMP',
      /line 26: 2024-03-01T05:00 of inverter inv-a/,
    ],
    [
      'a cut-off line',
      () => write([...generationRows(), '2024-03-02T00:00,inv-a']),
      'DATA_ROW_LENGTH',
      /line 26: read 2 cells, expected 6/,
    ],
    [
      'a stamp that is none',
      () => write(generationRows().with(0, 'yesterday,inv-a,1,1,1,1')),
      'DATA_NOT_A_STAMP',
      /line 2, DATE_TIME: read "yesterday"/,
    ],
    [
      'two offsets in a file',
      () => write(generationRows().with(4, `${stamp(4)}Z,inv-a,1,1,1,1`)),
      'DATA_TIME_ZONES_MIXED',
      /line 6.*the offset Z, expected a wall clock/,
    ],
    [
      'two offsets in two files',
      () => write(generationRows().map((row) => row.replace(',', '+05:30,'))),
      'DATA_TIME_ZONES_MIXED',
      /Export both on the same clock/,
    ],
    [
      'two clocks without offsets',
      () => write(generationRows(), weatherRows(5)),
      'DATA_TIME_ZONES_MIXED',
      /shifted by 5\.00 h/,
    ],
    [
      'weather between the stamps of the inverters',
      () => write(generationRows(), [...weatherRows(), '2024-03-01T05:30,25,30,0']),
      'DATA_IRREGULAR',
      /line 26: 2024-03-01T05:30 lies between/,
    ],
    [
      'a name that is no id',
      () => write(generationRows().map((row) => row.replace('inv-a', 'inv#1'))),
      'DATA_SOURCE_KEY',
      /line 2, SOURCE_KEY: read "inv#1"/,
    ],
    [
      'an irregular stamp',
      () => write([...generationRows(), '2024-03-01T23:00:07,inv-a,1,1,1,1']),
      'DATA_IRREGULAR',
      /not on a grid/,
    ],
  ])('with %s is refused', async (_, prepare, code, message) => {
    prepare();
    await expect(readPlantFolder(folder)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('that does not exist is refused', async () => {
    await expect(readPlantFolder(join(folder, 'absent'))).rejects.toMatchObject({ code: 'DATA_FOLDER' });
  });

  it('is laid on instants by the zone of its wall clock', async () => {
    write();
    const plant = await readPlantFolder(folder, 'Asia/Kolkata');
    expect(plant).toMatchObject({
      startMs: Date.parse('2024-02-29T18:30Z'),
      timeZone: 'Asia/Kolkata',
      zoneFrom: 'plant.json',
    });
    expect(plant.inverters.get('inv-a')!.acPowerW[12]).toBe(9_800);
  });

  it('is laid on instants by the offsets of its stamps, whichever each file has', async () => {
    const utcOf = (row: string) => {
      const [at, ...rest] = row.split(',');
      const utc = new Date(Date.parse(`${at}-03:00`)).toISOString().slice(0, 16);
      return [`${utc}Z`, ...rest].join(',');
    };
    write(
      generationRows().map((row) => row.replace(',', '-03:00,')),
      weatherRows().map(utcOf),
    );
    const plant = await readPlantFolder(folder);
    expect(plant).toMatchObject({ startMs: Date.parse('2024-03-01T03:00Z'), timeZone: '-03:00', zoneFrom: 'stamps' });
    expect(plant.weather.poaWm2[12]).toBe(1_000);
  });

  it('takes a wall clock for UTC, and says so, where nothing names its zone', async () => {
    write();
    expect(await readPlantFolder(folder)).toMatchObject({ timeZone: 'UTC', zoneFrom: 'nothing' });
  });

  it('holds both passes of the hour in which a clock is set back', async () => {
    const onDay = (row: string) => row.replace('2024-03-01', '2024-11-03');
    const twice = '2024-11-03T01:00';
    const rows = generationRows().map(onDay);
    const weather = weatherRows().map(onDay);
    write(rows.toSpliced(2, 0, `${twice},inv-a,7,7,7,7`), weather.toSpliced(2, 0, `${twice},25,30,0`));
    const { inverters, length, startMs } = await readPlantFolder(folder, 'America/New_York');
    const { acPowerW } = inverters.get('inv-a')!;
    expect(length).toBe(25);
    expect(acPowerW[2]).toBe(7_000);
    expect(startMs + 2 * 3_600_000).toBe(Date.parse('2024-11-03T01:00-05:00'));
  });

  it('may change its offset where the zone of plant.json does, and nowhere else', async () => {
    const offsetOf = (hour: number) => (hour < 2 ? '-05:00' : '-04:00');
    const wallHours = hours.filter((hour) => hour !== 2);
    const at = (hour: number, offset = offsetOf(hour)) => `2024-03-10T${String(hour).padStart(2, '0')}:00${offset}`;
    const weather = wallHours.map((hour) => `${at(hour)},25,30,${sun(hour)}`);
    const rows = wallHours.map((hour) => `${at(hour)},inv-a,1,${sun(hour)},1,1`);
    write(rows, weather);
    expect((await readPlantFolder(folder, 'America/New_York')).length).toBe(23);
    await expect(readPlantFolder(folder)).rejects.toMatchObject({ code: 'DATA_TIME_ZONES_MIXED' });
  });

  it('with a time that its clock never showed is refused', async () => {
    const onDay = (row: string) => row.replace('2024-03-01', '2024-03-10');
    write(generationRows().map(onDay), weatherRows().map(onDay));
    await expect(readPlantFolder(folder, 'America/New_York')).rejects.toMatchObject({
      code: 'DATA_TIME_ZONES_MIXED',
      message: expect.stringMatching(/line 4.* no clock in America\/New_York showed/),
    });
  });

  it('whose rows do not divide the local day is refused', async () => {
    const utc = (row: string) => row.replace(',', 'Z,');
    write(generationRows().map(utc), weatherRows().map(utc));
    await expect(readPlantFolder(folder, 'Asia/Kolkata')).rejects.toMatchObject({
      code: 'DATA_IRREGULAR',
      message: expect.stringMatching(/a day of Asia\/Kolkata is not made of such steps/),
    });
  });
});

it.each([
  [
    'a power that no inverter has',
    `${stamp(4)},inv-a,1,1e12,1,1`,
    /line 6, AC_POWER: read 1e12, expected a number from -1000 to 100000/,
  ],
  ['a power far below zero', `${stamp(4)},inv-a,1,-99999,1,1`, /line 6, AC_POWER: read -99999/],
])('%s is refused with its line', async (_, row, message) => {
  write(generationRows().with(4, row));
  await expect(readPlantFolder(folder)).rejects.toMatchObject({
    code: 'DATA_IMPLAUSIBLE',
    message: expect.stringMatching(message),
  });
});

it('an offset that contradicts plant.json is refused', async () => {
  const shifted = (rows: string[]) => rows.map((row) => row.replace(',', '+05:30,'));
  write(shifted(generationRows()), shifted(weatherRows()));
  await expect(readPlantFolder(folder, 'America/Sao_Paulo')).rejects.toMatchObject({ code: 'DATA_TIME_ZONES_MIXED' });
});
