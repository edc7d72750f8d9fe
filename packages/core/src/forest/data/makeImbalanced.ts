import { logistic } from '../calibration/Calibration.ts';
import type { FeatureColumn } from '../FeatureColumn.ts';
import { forestError } from '../ForestError.ts';
import { splitMix32 } from '../splitMix32.ts';
import { bell } from './bell.ts';
import { failureFeatures, hazard } from './failureFeatures.ts';

export interface MakeImbalancedOptions {
  rows: number;
  /** Mean probability of label 1. @defaultValue 0.03 */
  rate?: number;
  /** Columns that have nothing to do with the label, after the twelve that have. @defaultValue 8 */
  noiseFeatures?: number;
  /** Share of the cells that are missing, at random. @defaultValue 0 */
  missing?: number;
  /** @defaultValue 1 */
  seed?: number;
}

/** A table of machines of which few fail. */
export interface ImbalancedData {
  readonly features: FeatureColumn[];
  /** 1 where the machine failed. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** The probability from which each label was drawn: what no model can beat. */
  readonly probabilities: Float64Array<ArrayBuffer>;
}

/**
 * Draws seeded, imbalanced, nonlinear failure data: thresholds, interactions, a U shape, a count, noisy copies, noise. Same
 * options, same table. Rows are independent draws, so that a prefix trains and the rest tests.
 *
 * @example
 * const { features, labels } = makeImbalanced({ rows: 10_000, seed: 1 });
 * features.length // 20
 * labels.reduce((sum, label) => sum + label, 0) // 286, about 3 %
 */
export function makeImbalanced({
  rows,
  rate = 0.03,
  noiseFeatures = 8,
  missing = 0,
  seed = 1,
}: MakeImbalancedOptions): ImbalancedData {
  check('rows', rows, Number.isInteger(rows) && rows >= 1, 'an integer from 1');
  check('rate', rate, rate > 0 && rate < 1, 'a share between 0 and 1');
  check('noiseFeatures', noiseFeatures, Number.isInteger(noiseFeatures) && noiseFeatures >= 0, 'an integer from 0');
  check('missing', missing, missing >= 0 && missing < 1, 'a share from 0, below 1');
  const random = splitMix32(seed);
  const features: FeatureColumn[] = [
    ...failureFeatures.map(({ name, unit }) => ({ name, unit, values: new Float64Array(rows) })),
    ...Array.from({ length: noiseFeatures }, (_, index) => ({
      name: `noise ${index + 1}`,
      unit: '1',
      values: new Float64Array(rows),
    })),
  ];
  const risks = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const known: number[] = [];
    for (const { draw } of failureFeatures) known.push(draw(random, known));
    risks[row] = hazard(known);
    for (const [index, { values }] of features.entries()) values[row] = known[index] ?? bell(random);
  }
  const offset = offsetFor(risks, rate);
  const probabilities = risks.map((risk) => logistic(risk + offset));
  const labels = Uint8Array.from(probabilities, (probability) => (random() < probability ? 1 : 0));
  if (missing > 0) {
    for (const { values } of features) {
      for (let row = 0; row < rows; row++) if (random() < missing) values[row] = Number.NaN;
    }
  }
  return { features, labels, probabilities };
}

/** The constant with which the mean probability is the rate, by bisection. */
function offsetFor(risks: Float64Array, rate: number): number {
  let [low, high] = [-60, 60];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (const risk of risks) sum += logistic(risk + middle);
    if (sum / risks.length > rate) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function check(name: string, value: number, ok: boolean, expected: string): void {
  if (ok) return;
  throw forestError('FOREST_OPTION_INVALID', `Read ${name} ${value}, expected ${expected}.`, { name, value });
}
