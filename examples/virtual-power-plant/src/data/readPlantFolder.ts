import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Id } from '@usina/core';
import { isUsinaError, UsinaError } from '@usina/core/errors';
import { checkClocks } from './checkClocks.ts';
import { type CsvTable, numbers, type Plausible, readCsv, texts } from './csvTable.ts';
import { type Grid, gridOf } from './grid.ts';
import type { InverterRecord, PlantData, WeatherRecord } from './PlantData.ts';
import { named, readStamps, type Stamps } from './stamps.ts';

const generationColumns = ['DATE_TIME', 'SOURCE_KEY', 'DC_POWER', 'AC_POWER', 'DAILY_YIELD', 'TOTAL_YIELD'] as const;
/** Of one inverter; at night it may take a little. */
const powerKw: Plausible = { min: -1_000, max: 100_000 };
const energyKwh: Plausible = { min: 0, max: 1e10 };
const weatherColumns = ['DATE_TIME', 'AMBIENT_TEMPERATURE', 'MODULE_TEMPERATURE', 'IRRADIATION'] as const;

/**
 * Reads `*_generation.csv[.gz]` and `*_weather.csv[.gz]` of a folder and lays them on one grid. kW and kWh become W and Wh.
 * Stamps without offset are the wall clock of `timeZone`; without either the wall clock is taken for UTC.
 */
export async function readPlantFolder(folder: string, timeZone?: string): Promise<PlantData> {
  const files = await list(folder);
  const generationFile = only(folder, files, 'generation');
  const weatherFile = only(folder, files, 'weather');
  const generation = await readCsv(join(folder, generationFile), generationColumns);
  const weather = await readCsv(join(folder, weatherFile), weatherColumns);

  const stamps = readStamps(generation, 'DATE_TIME', timeZone);
  const weatherStamps = readStamps(weather, 'DATE_TIME', timeZone);
  if ((stamps.offset === undefined) !== (weatherStamps.offset === undefined)) {
    throw new UsinaError(
      'DATA_TIME_ZONES_MIXED',
      `${generationFile} keeps ${named(stamps.offset)}, ${weatherFile} keeps ${named(weatherStamps.offset)}. Export both on the same clock.`,
      { context: { generation: stamps.offset, weather: weatherStamps.offset } },
    );
  }
  const zone = zoneOf(timeZone, stamps.offset);
  const grid = gridOf(generation.file, stamps.atMs, zone.timeZone);
  const inverters = spreadInverters(generation, stamps, grid);
  const record = spreadWeather(weather, weatherStamps, grid);
  const plant: PlantData = {
    name: nameOf(generationFile),
    ...zone,
    ...grid,
    silentStamps: silent(inverters, grid.length),
    inverters,
    weather: record,
    sources: { generation: generationFile, weather: weatherFile },
  };
  checkClocks(plant);
  return plant;
}

/** The inverters that the rows of a folder name; undefined where they cannot be read. */
export async function sourceKeys(folder: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const file = only(folder, await list(folder), 'generation');
    return new Set(texts(await readCsv(join(folder, file), ['SOURCE_KEY']), 'SOURCE_KEY'));
  } catch (error) {
    if (isUsinaError(error)) return undefined;
    throw error;
  }
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

function spreadInverters(table: CsvTable, stamps: Stamps, grid: Grid): Map<string, InverterRecord> {
  const keys = texts(table, 'SOURCE_KEY');
  const columns = {
    acPowerW: numbers(table, 'AC_POWER', powerKw),
    dcPowerW: numbers(table, 'DC_POWER', powerKw),
    energyTodayWh: numbers(table, 'DAILY_YIELD', energyKwh),
    energyWh: numbers(table, 'TOTAL_YIELD', energyKwh),
  };
  const inverters = new Map<string, InverterRecord>();
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row]!;
    let record = inverters.get(key);
    if (!record) {
      checkKey(table, row, key);
      record = {
        acPowerW: grid.empty(),
        dcPowerW: grid.empty(),
        energyTodayWh: grid.empty(),
        energyWh: grid.empty(),
        rows: 0,
      };
      inverters.set(key, record);
    }
    const index = freeIndex({ table, row, stamps, grid, column: record.acPowerW, of: `of inverter ${key}` });
    for (const name of ['acPowerW', 'dcPowerW', 'energyTodayWh', 'energyWh'] as const)
      record[name][index] = columns[name][row]! * 1000;
    record.rows += 1;
  }
  return inverters;
}

function spreadWeather(table: CsvTable, stamps: Stamps, grid: Grid): WeatherRecord {
  const irradiation = numbers(table, 'IRRADIATION', { min: -0.05, max: 2 });
  const air = numbers(table, 'AMBIENT_TEMPERATURE', { min: -60, max: 70 });
  const module = numbers(table, 'MODULE_TEMPERATURE', { min: -60, max: 130 });
  const record: WeatherRecord = {
    poaWm2: grid.empty(),
    airTemperatureC: grid.empty(),
    moduleTemperatureC: grid.empty(),
    rows: 0,
  };
  for (let row = 0; row < irradiation.length; row += 1) {
    const nominal = grid.indexOf(stamps.atMs[row]!);
    if (nominal < 0 || nominal >= grid.length) continue;
    if (!Number.isInteger(nominal)) throw offGrid(table, row, grid);
    const index = freeIndex({ table, row, stamps, grid, column: record.poaWm2, of: 'of the weather sensor' });
    record.poaWm2[index] = irradiation[row]! * 1000;
    record.airTemperatureC[index] = air[row]!;
    record.moduleTemperatureC[index] = module[row]!;
    record.rows += 1;
  }
  return record;
}

/** `Plant 1_generation.csv.gz` → `Plant-1`. */
function nameOf(file: string): string {
  const name = file.replace(/_generation\.csv(\.gz)?$/, '').replace(/[^\p{L}\p{N}._:-]+/gu, '-');
  return Id.safeParse(name).success ? name : 'plant';
}

function checkKey(table: CsvTable, row: number, key: string): void {
  if (Id.safeParse(key).success) return;
  throw new UsinaError(
    'DATA_SOURCE_KEY',
    `${table.file}, line ${table.lines[row]}, SOURCE_KEY: read "${key}", expected letters, digits and . _ : - only, at most 100. Rename the inverter in the file.`,
    { context: { file: table.file, line: table.lines[row], read: key } },
  );
}

/** Where a row goes. A time that the clock showed twice belongs to its second showing when the first is taken. */
function freeIndex(options: {
  table: CsvTable;
  row: number;
  stamps: Stamps;
  grid: Grid;
  column: Float64Array;
  of: string;
}): number {
  const { table, row, stamps, grid, column, of } = options;
  for (const ms of [stamps.atMs[row]!, stamps.againMs[row]!]) {
    const index = grid.indexOf(ms);
    if (Number.isNaN(column[index] ?? 0)) return index;
  }
  const stamp = stampOf(table, row);
  throw new UsinaError(
    'DATA_DUPLICATE_STAMP',
    `${table.file}, line ${table.lines[row]}: ${stamp} ${of} stands here a second time. Remove one of the rows.`,
    { context: { file: table.file, line: table.lines[row], stamp } },
  );
}

function offGrid(table: CsvTable, row: number, { stepMs }: Grid): UsinaError {
  const stamp = stampOf(table, row);
  return new UsinaError(
    'DATA_IRREGULAR',
    `${table.file}, line ${table.lines[row]}: ${stamp} lies between two stamps of the inverters, which have a row every ${stepMs / 60_000} min. Resample the file to their stamps first.`,
    { context: { file: table.file, line: table.lines[row], stamp } },
  );
}

function stampOf(table: CsvTable, row: number): string {
  return table.rows[row]![table.columns.indexOf('DATE_TIME')]!;
}

/** The zone that days are counted in: as stated, else that of the stamps' offset, else UTC. */
function zoneOf(stated: string | undefined, offset: string | undefined): Pick<PlantData, 'timeZone' | 'zoneFrom'> {
  if (stated !== undefined) return { timeZone: stated, zoneFrom: 'plant.json' };
  if (offset === undefined) return { timeZone: 'UTC', zoneFrom: 'nothing' };
  return { timeZone: offset === 'Z' ? 'UTC' : offset, zoneFrom: 'stamps' };
}

function silent(inverters: Map<string, InverterRecord>, length: number): number {
  let count = 0;
  for (let i = 0; i < length; i += 1) {
    if ([...inverters.values()].every((record) => Number.isNaN(record.acPowerW[i]!))) count += 1;
  }
  return count;
}
