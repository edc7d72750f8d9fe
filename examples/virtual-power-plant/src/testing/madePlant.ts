import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PlantJson } from '../data/plantJson.ts';
import { newFolder } from './startMain.ts';

/** One row of the generation file: stamp, inverter, DC, AC, energy today, energy over the life. */
export type GenerationRow = [
  stamp: string,
  key: string,
  dcKw: number,
  acKw: number,
  todayKwh: number,
  totalKwh: number,
];

export interface MadePlantOptions {
  days?: number;
  /** An inverter that stands still from one step to another, counters and all. */
  outage?: { key: string; from: number; to: number };
  /** What is written instead of the rows. */
  change?(rows: GenerationRow[]): GenerationRow[];
  generationHead?: string;
  plantJson?: PlantJson;
  /** Of every hour, in a file of its own. */
  priceBrlPerMwh?: number;
}

export interface MadePlant {
  folder: string;
  prices: string;
  /** The rows, as changed. */
  rows: GenerationRow[];
}

const stepsPerDay = 96;
export const inverters = ['inv-a', 'inv-b', 'inv-c', 'inv-d'];

/** Sun in the plane of the modules. [kW/m²] */
export function sunAt(step: number): number {
  return Number(Math.max(0, Math.sin((((step % stepsPerDay) / 4 - 6) / 12) * Math.PI)).toFixed(4));
}

/** A recorded plant of four inverters: 80 kW each at 1 kW/m², the third a tenth weaker. Made up, from 1 March 2024 on. */
export function madePlant(options: MadePlantOptions = {}): MadePlant {
  const { days = 1, outage, change, plantJson, priceBrlPerMwh = 200 } = options;
  const folder = newFolder();
  let rows: GenerationRow[] = [];
  const weather = ['DATE_TIME,AMBIENT_TEMPERATURE,MODULE_TEMPERATURE,IRRADIATION'];
  const prices = ['hour_start_local,pld_brl_mwh'];
  const today = inverters.map(() => 0);
  const total = inverters.map((_, i) => 1000 * (i + 1));
  for (let step = 0; step < days * stepsPerDay; step += 1) {
    const stamp = new Date(Date.UTC(2024, 2, 1) + step * 900_000).toISOString().slice(0, 16);
    const sun = sunAt(step);
    weather.push(`${stamp},25,${25 + 25 * sun},${sun}`);
    if (step % 4 === 0) prices.push(`${stamp}-03:00,${priceBrlPerMwh.toFixed(2)}`);
    for (const [i, key] of inverters.entries()) {
      if (step % stepsPerDay === 0) today[i] = 0;
      const still = key === outage?.key && step >= outage.from && step < outage.to;
      const acKw = still ? 0 : sun * (i === 2 ? 72 : 80);
      rows.push([stamp, key, acKw / 0.98, acKw, today[i]!, total[i]!]);
      today[i]! += acKw / 4;
      total[i]! += acKw / 4;
    }
  }
  rows = change?.(rows) ?? rows;
  const head = options.generationHead ?? 'DATE_TIME,SOURCE_KEY,DC_POWER,AC_POWER,DAILY_YIELD,TOTAL_YIELD';
  const pricesFile = join(newFolder(), 'prices.csv');
  writeFileSync(join(folder, 'made_generation.csv'), [head, ...rows].join('\n'));
  writeFileSync(join(folder, 'made_weather.csv.gz'), gzipSync(weather.join('\n')));
  writeFileSync(pricesFile, prices.join('\n'));
  if (plantJson) writeFileSync(join(folder, 'plant.json'), JSON.stringify(plantJson));
  return { folder, prices: pricesFile, rows };
}
