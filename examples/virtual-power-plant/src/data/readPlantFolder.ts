import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsinaError } from '@usina/core/errors';
import { checkClocks } from './checkClocks.ts';
import { type CsvTable, numbers, readCsv, texts } from './csvTable.ts';
import { type Grid, gridOf } from './grid.ts';
import type { InverterRecord, PlantData, WeatherRecord } from './PlantData.ts';
import { named, readStamps } from './stamps.ts';

const generationColumns = ['DATE_TIME', 'SOURCE_KEY', 'DC_POWER', 'AC_POWER', 'DAILY_YIELD', 'TOTAL_YIELD'] as const;
const weatherColumns = ['DATE_TIME', 'AMBIENT_TEMPERATURE', 'MODULE_TEMPERATURE', 'IRRADIATION'] as const;

/** Reads `*_generation.csv[.gz]` and `*_weather.csv[.gz]` of a folder and lays them on one grid. kW and kWh become W and Wh. */
export async function readPlantFolder(folder: string): Promise<PlantData> {
  const files = await list(folder);
  const generationFile = only(folder, files, 'generation');
  const weatherFile = only(folder, files, 'weather');
  const generation = await readCsv(join(folder, generationFile), generationColumns);
  const weather = await readCsv(join(folder, weatherFile), weatherColumns);

  const stamps = readStamps(generation, 'DATE_TIME');
  const weatherStamps = readStamps(weather, 'DATE_TIME');
  if (stamps.offset !== weatherStamps.offset) {
    throw new UsinaError(
      'DATA_TIME_ZONES_MIXED',
      `${generationFile} keeps ${named(stamps.offset)}, ${weatherFile} keeps ${named(weatherStamps.offset)}. Export both on the same clock.`,
      { context: { generation: stamps.offset, weather: weatherStamps.offset } },
    );
  }
  const grid = gridOf(generation.file, stamps.wallClockMs);
  const inverters = spreadInverters(generation, stamps.wallClockMs, grid);
  const record = spreadWeather(weather, weatherStamps.wallClockMs, grid);
  const plant: PlantData = {
    name: generationFile.replace(/_generation\.csv(\.gz)?$/, ''),
    ...grid,
    silentStamps: silent(inverters, grid.length),
    inverters,
    weather: record,
    sources: { generation: generationFile, weather: weatherFile },
  };
  checkClocks(plant);
  return plant;
}

async function list(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw new UsinaError(
      'DATA_FOLDER',
      `--data ${folder}: could not be opened (${(cause as Error).message}). Name a folder that exists.`,
      { cause },
    );
  }
}

function only(folder: string, files: string[], what: 'generation' | 'weather'): string {
  const found = files.filter((file) => new RegExp(`_${what}\\.csv(\\.gz)?$`).test(file));
  if (found.length === 1) return found[0]!;
  const read =
    found.length > 1
      ? `${found.length} files (${found.join(', ')})`
      : files.length === 0
        ? 'an empty folder'
        : `no such file among ${files.slice(0, 8).join(', ')}`;
  throw new UsinaError(
    'DATA_FILE_MISSING',
    `${folder}: read ${read}, expected one *_${what}.csv or *_${what}.csv.gz. See docs/your-own-plant.md for the layout.`,
    {
      context: { folder, what, found },
    },
  );
}

function spreadInverters(table: CsvTable, stamps: Float64Array, grid: Grid): Map<string, InverterRecord> {
  const keys = texts(table, 'SOURCE_KEY');
  const columns = {
    acPowerW: numbers(table, 'AC_POWER'),
    dcPowerW: numbers(table, 'DC_POWER'),
    energyTodayWh: numbers(table, 'DAILY_YIELD'),
    energyWh: numbers(table, 'TOTAL_YIELD'),
  };
  const inverters = new Map<string, InverterRecord>();
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row]!;
    let record = inverters.get(key);
    if (!record) {
      record = {
        acPowerW: grid.empty(),
        dcPowerW: grid.empty(),
        energyTodayWh: grid.empty(),
        energyWh: grid.empty(),
        rows: 0,
      };
      inverters.set(key, record);
    }
    const index = grid.indexOf(stamps[row]!);
    refuseDuplicate(table, row, record.acPowerW, index, `of inverter ${key}`);
    for (const name of ['acPowerW', 'dcPowerW', 'energyTodayWh', 'energyWh'] as const)
      record[name][index] = columns[name][row]! * 1000;
    record.rows += 1;
  }
  return inverters;
}

function spreadWeather(table: CsvTable, stamps: Float64Array, grid: Grid): WeatherRecord {
  const irradiation = numbers(table, 'IRRADIATION');
  const air = numbers(table, 'AMBIENT_TEMPERATURE');
  const module = numbers(table, 'MODULE_TEMPERATURE');
  const record: WeatherRecord = {
    poaWm2: grid.empty(),
    airTemperatureC: grid.empty(),
    moduleTemperatureC: grid.empty(),
    rows: 0,
  };
  for (let row = 0; row < irradiation.length; row += 1) {
    const index = grid.indexOf(stamps[row]!);
    if (index < 0 || index >= grid.length) continue;
    refuseDuplicate(table, row, record.poaWm2, index, 'of the weather sensor');
    record.poaWm2[index] = irradiation[row]! * 1000;
    record.airTemperatureC[index] = air[row]!;
    record.moduleTemperatureC[index] = module[row]!;
    record.rows += 1;
  }
  return record;
}

function refuseDuplicate(table: CsvTable, row: number, column: Float64Array, index: number, of: string): void {
  if (Number.isNaN(column[index]!)) return;
  const stamp = table.rows[row]![table.columns.indexOf('DATE_TIME')];
  throw new UsinaError(
    'DATA_DUPLICATE_STAMP',
    `${table.file}, line ${table.lines[row]}: ${stamp} ${of} stands here a second time. Remove one of the rows.`,
    {
      context: { file: table.file, line: table.lines[row], stamp },
    },
  );
}

function silent(inverters: Map<string, InverterRecord>, length: number): number {
  let count = 0;
  for (let i = 0; i < length; i += 1) {
    if ([...inverters.values()].every((record) => Number.isNaN(record.acPowerW[i]!))) count += 1;
  }
  return count;
}
