import { expect, it } from 'vitest';
import { unitFactor } from './unitFactor.ts';

it.each([
  ['kWh', 'Wh', 1_000],
  ['Wmin', 'Wh', 1 / 60],
  ['kW', 'W', 1_000],
  ['hPa', 'Pa', 100],
  ['°C', '°C', 1],
  ['kWh', 'W', undefined],
  ['°F', '°C', undefined],
  ['constructor', 'toString', undefined],
])('%s to %s', (from, to, factor) => {
  expect(unitFactor(from, to)).toBe(factor);
});
