import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createSeries, type Series } from '@usina/core/series';
import type { UnitHistory } from '@usina/maintenance';

/** One plant of a folder: its inverters and its sensor on one grid. The wall clock is taken as if it were UTC. */
export interface Plant {
  name: string;
  units: UnitHistory[];
  weather: Series;
  /** Rows of the generation file. */
  rows: number;
}

/** The plants of a folder: every `<name>_generation.csv[.gz]` with its `<name>_weather.csv[.gz]`. */
export function readPlants(folder: string): Plant[] {
  const files = readdirSync(folder);
  const names = files.flatMap((file) => /^(.*)_generation\.csv(\.gz)?$/.exec(file)?.[1] ?? []).sort();
  if (names.length === 0) {
    throw new Error(`No *_generation.csv or *_generation.csv.gz in ${folder}. Name the folder with the plant's files.`);
  }
  return names.map((name) => readPlant(folder, files, name));
}

interface Row {
  atMs: number;
  unit: string;
  values: number[];
}

const generationColumns = ['DC_POWER', 'AC_POWER', 'DAILY_YIELD', 'TOTAL_YIELD'];
const generationPoints = ['dcPowerW', 'acPowerW', 'energyTodayWh', 'energyWh'];
const weatherColumns = ['AMBIENT_TEMPERATURE', 'MODULE_TEMPERATURE', 'IRRADIATION'];

function readPlant(folder: string, files: string[], name: string): Plant {
  const generation = readRows(folder, files, `${name}_generation`, generationColumns, 'SOURCE_KEY');
  const weather = readRows(folder, files, `${name}_weather`, weatherColumns);
  const stamps = [...new Set([...generation, ...weather].map(({ atMs }) => atMs))].sort((a, b) => a - b);
  const startMs = stamps[0]!;
  const stepMs = stamps.slice(1).reduce((least, atMs, index) => Math.min(least, atMs - stamps[index]!), Infinity);
  const length = (stamps.at(-1)! - startMs) / stepMs + 1;
  const toSeries = (rows: Row[], points: string[], scales: number[]) => {
    const columns = points.map(() => new Float64Array(length).fill(Number.NaN));
    for (const { atMs, values, unit } of rows) {
      const interval = (atMs - startMs) / stepMs;
      if (!Number.isInteger(interval)) throw new Error(`${name}: ${new Date(atMs).toISOString()} is off the grid.`);
      if (columns.some((column) => !Number.isNaN(column[interval]))) {
        throw new Error(`${name}: two rows of ${unit} at ${new Date(atMs).toISOString()}.`);
      }
      for (const [index, value] of values.entries()) columns[index]![interval] = value * scales[index]!;
    }
    return createSeries({
      startMs,
      stepMs,
      columns: Object.fromEntries(points.map((point, index) => [point, columns[index]!])),
    }) as Series;
  };
  const byUnit = new Map<string, Row[]>();
  for (const row of generation) {
    const rows = byUnit.get(row.unit);
    if (rows) rows.push(row);
    else byUnit.set(row.unit, [row]);
  }
  const units = [...byUnit].map(([assetId, rows]) => ({
    assetId,
    series: toSeries(rows, generationPoints, [1_000, 1_000, 1_000, 1_000]),
  }));
  const weatherPoints = ['airTemperatureC', 'moduleTemperatureC', 'poaWm2'];
  return { name, units, weather: toSeries(weather, weatherPoints, [1, 1, 1_000]), rows: generation.length };
}

function readRows(folder: string, files: string[], base: string, columns: string[], unitColumn?: string): Row[] {
  const file = [`${base}.csv.gz`, `${base}.csv`].find((candidate) => files.includes(candidate));
  if (!file) throw new Error(`${join(folder, `${base}.csv`)} (or .gz) is missing.`);
  const bytes = readFileSync(join(folder, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.split(/\r?\n/);
  const names = header.split(',');
  const places = ['DATE_TIME', ...columns, ...(unitColumn ? [unitColumn] : [])].map((column) => {
    const place = names.indexOf(column);
    if (place < 0) throw new Error(`${file}: no column ${column}, read ${header}.`);
    return place;
  });
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const cells = line.split(',');
    const [stamp, ...rest] = places.map((place) => cells[place] ?? '');
    const atMs = Date.parse(`${stamp!.replace(' ', 'T')}Z`);
    const values = rest.slice(0, columns.length).map((cell) => (cell === '' ? Number.NaN : Number(cell)));
    const bad = rest.slice(0, columns.length).find((cell) => cell !== '' && !Number.isFinite(Number(cell)));
    if (!/^\d{4}-/.test(stamp!) || Number.isNaN(atMs) || bad !== undefined) {
      throw new Error(`${file}, line ${index + 2}: read "${line}", expected YYYY-MM-DDTHH:MM and numbers.`);
    }
    return [{ atMs, unit: unitColumn ? rest.at(-1)! : 'weather', values }];
  });
}
