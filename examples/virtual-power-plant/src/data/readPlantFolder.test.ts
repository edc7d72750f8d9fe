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
});
