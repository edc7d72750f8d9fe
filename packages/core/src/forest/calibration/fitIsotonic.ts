import type { ScoredLabels } from '../scores/ScoredLabels.ts';
import { type Calibration, calibrationOf } from './Calibration.ts';
import { poolAdjacentViolators } from './poolAdjacentViolators.ts';

/**
 * Isotonic calibration (pool adjacent violators) on rows that the model was not trained on: a rising step function,
 * interpolated between the middles of its steps. Each step is shrunk towards the base rate by one pseudo-row, so that
 * no finite sample makes anything certain.
 *
 * @see B. Zadrozny, C. Elkan, "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002.
 *
 * @example
 * fitIsotonic({ labels: [0, 0, 0, 1], probabilities: [0.1, 0.2, 0.3, 0.9] }).apply(0.9) // 0.625
 */
export function fitIsotonic({ labels, probabilities }: ScoredLabels): Calibration {
  const blocks = poolAdjacentViolators({ labels, probabilities });
  const positives = blocks.reduce((sum, { hits }) => sum + hits, 0);
  const base = positives / labels.length;
  const value: number[] = [];
  for (const { hits, rows } of blocks) value.push(Math.max((hits + base) / (rows + 1), value.at(-1) ?? 0));
  const at = blocks.map(({ weighted, rows }) => weighted / rows);
  return calibrationOf({ method: 'isotonic', rows: labels.length, positives, at, value });
}
