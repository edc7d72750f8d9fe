import type { DayEnergy } from '@usina/forecast/solar';

const width = 960;
const height = 320;
const margin = 40;

/** A page with a bar a day: energy in kWh, by month. No scripts, nothing loaded. */
export function chartOf(title: string, days: readonly DayEnergy[]): string {
  const most = Math.max(...days.map((day) => day.energyWh), 1);
  const step = (width - 2 * margin) / days.length;
  const bars = days.map(({ date, energyWh }, i) => {
    const tall = (energyWh / most) * (height - 2 * margin);
    const place = `x="${(margin + i * step).toFixed(1)}" y="${(height - margin - tall).toFixed(1)}"`;
    const size = `width="${Math.max(step - 0.4, 0.4).toFixed(2)}" height="${tall.toFixed(1)}"`;
    return `<rect ${place} ${size}><title>${date}: ${(energyWh / 1_000).toFixed(1)} kWh</title></rect>`;
  });
  const months = days.flatMap(({ date }, i) =>
    date.endsWith('-01')
      ? [`<text x="${(margin + i * step).toFixed(1)}" y="${height - margin / 2}">${date.slice(0, 7)}</text>`]
      : [],
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  body { font: 16px system-ui, sans-serif; margin: 2rem; color: #222; }
  svg { max-width: 100%; height: auto; }
  rect { fill: #e8a33d; }
  text { font-size: 11px; fill: #555; }
</style>
<h1>${title}</h1>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Energy a day">
${bars.join('\n')}
${months.join('\n')}
<text x="${margin}" y="${margin - 12}">${(most / 1_000).toFixed(1)} kWh on the best day</text>
</svg>
</html>
`;
}
