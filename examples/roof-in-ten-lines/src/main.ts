import { writeFileSync } from 'node:fs';
import { simulate } from '@usina/forecast/solar';
import { chartOf } from './chartOf.ts';
import { roof } from './roof.ts';
import { weatherOf } from './weatherOf.ts';

const timeZone = 'America/Sao_Paulo';
const weather = weatherOf(process.argv.slice(2), roof);
const power = simulate(roof, weather);
const days = power.energyByDay(timeZone);

const byMonth = Map.groupBy(days, (day) => day.date.slice(0, 7));
for (const [month, part] of byMonth) {
  console.log(month, `${(part.reduce((sum, day) => sum + day.energyWh, 0) / 1_000).toFixed(1).padStart(7)} kWh`);
}
const energyKWh = days.reduce((sum, day) => sum + day.energyWh, 0) / 1_000;
const title = `${energyKWh.toFixed(0)} kWh from ${power.columns.acPowerW.length} intervals`;
writeFileSync('roof.html', chartOf(title, days));
console.log(`${title}: see roof.html`);
