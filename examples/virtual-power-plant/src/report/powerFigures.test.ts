import { expect, it } from 'vitest';
import { powerFigures } from './powerFigures.ts';

const stepMs = 3_600_000;
/** Midnight in São Paulo. */
const startMs = Date.UTC(2026, 9, 1, 3);
const timeZone = 'America/Sao_Paulo';

function record(days: number) {
  const expected = new Float64Array(days * 24).fill(1_000);
  return { startMs, stepMs, timeZone, expected, measured: expected.slice() };
}

const titlesOf = (figures: string[]) => figures.map((figure) => /<figcaption>(.*?)<span>/.exec(figure)?.[1]);

it('draws a short record interval by interval', () => {
  expect(titlesOf(powerFigures(record(10)))).toEqual(['AC power of the plant']);
});

it('draws a long record by day, and the week around the local day that fell shortest', () => {
  const long = record(34);
  long.measured.fill(200, 20 * 24, 21 * 24);
  const [energy, power] = powerFigures(long);
  expect(titlesOf([energy!, power!])).toEqual([
    'Energy of the plant a day',
    'AC power around 2026-10-21, the day that fell shortest',
  ]);
  const points = (figure: string) => /class="line c1" d="([^"]+)"/.exec(figure)![1]!.match(/[ML]/g)!.length;
  expect([points(energy!), points(power!)]).toEqual([34, 7 * 24]);
  expect(energy).toContain('>20 kWh<');
});

it('leaves what is not known out of both, and a day without anything open', () => {
  const long = record(12);
  long.measured.fill(Number.NaN, 0, 12);
  long.measured.fill(Number.NaN, 5 * 24, 6 * 24);
  const [energy] = powerFigures(long);
  const [line1, line2] = [1, 2].map((color) => new RegExp(`class="line c${color}.*?" d="([^"]+)"`).exec(energy!)![1]!);
  expect(line1).toBe(line2);
  expect(line1!.match(/M/g)).toHaveLength(2);
});
