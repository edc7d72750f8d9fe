import type { Feature } from '../FeatureColumn.ts';
import { bell } from './bell.ts';

/** A column, and how a row's value is drawn after the values of the columns before it. Signals are standardised. */
export interface DrawnFeature extends Feature {
  draw(random: () => number, before: readonly number[]): number;
}

/** What the machines of `makeImbalanced` measure; the last three are noisy copies of others. */
export const failureFeatures: readonly DrawnFeature[] = [
  { name: 'load', unit: '1', draw: bell },
  { name: 'temperature', unit: '1', draw: bell },
  { name: 'vibration', unit: '1', draw: (random) => Math.abs(bell(random)) * (1 + bell(random) ** 2 / 8) },
  { name: 'age', unit: '1', draw: bell },
  { name: 'speed', unit: '1', draw: bell },
  { name: 'voltage', unit: '1', draw: bell },
  { name: 'humidity', unit: '1', draw: bell },
  { name: 'errors', unit: '1', draw: countErrors },
  { name: 'time since maintenance', unit: 'month', draw: (random) => (bell(random) ** 2 + bell(random) ** 2) / 2 },
  {
    name: 'temperature of the housing',
    unit: '1',
    draw: (random, [, temperature]) => temperature! + 0.7 * bell(random),
  },
  { name: 'noise level', unit: '1', draw: (random, [, , vibration]) => vibration! + 0.5 * bell(random) },
  { name: 'voltage of the neighbour', unit: '1', draw: (random, before) => before[5]! + 0.8 * bell(random) },
];

/** Log odds of a failure, up to a constant: shapes that a straight line cannot follow. */
export function hazard([
  load,
  temperature,
  vibration,
  age,
  speed,
  voltage,
  humidity,
  errors,
  overdue,
]: readonly number[]) {
  let risk = 1.1 * Math.max(temperature! - 0.5, 0) * Math.max(load!, 0); // hot and loaded
  if (vibration! > 1.6) risk += speed! > 0.3 ? 2.5 : 1.6; // the alarm of vibration, worse at speed
  risk += 0.55 * voltage! ** 2; // too low as well as too high
  risk += 0.8 * Math.min(errors!, 4); // many errors are no worse than four
  if (age! > 0) risk += 1.3 * Math.min(Math.max(overdue! - 1.5, -1), 1); // overdue maintenance on old machines
  if (temperature! < 0) risk += 0.7 * Math.min(Math.max(humidity!, -1), 1); // condensation in the cold
  return 1.6 * (risk - 0.5 * Math.abs(load! - speed!)); // slip
}

/** A few errors in the window, mostly none. */
function countErrors(random: () => number): number {
  let count = 0;
  while (count < 12 && random() < 0.28) count++;
  return count;
}
