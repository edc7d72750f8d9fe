import { checkScored, type ScoredLabels } from '../scores/ScoredLabels.ts';
import { type Calibration, calibrationOf, logistic, logOdds } from './Calibration.ts';

/**
 * Platt calibration: a logistic curve over the log-odds of the vote, two parameters, for when positives are too few for
 * isotonic steps (below about 50). Newton's method on the smoothed targets of the source, which are also the limits
 * of what it answers. A curve that would fall is made flat.
 *
 * @see H.-T. Lin, C.-J. Lin, R. C. Weng, "A note on Platt's probabilistic outputs", Machine Learning 68, 2007.
 */
export function fitPlatt({ labels, probabilities }: ScoredLabels): Calibration {
  checkScored({ labels, probabilities });
  const rows = labels.length;
  const positives = Array.from(labels).reduce((sum, label) => sum + label, 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (rows - positives + 2);
  const odds = Float64Array.from(probabilities, logOdds);
  let slope = 0;
  let offset = Math.log((positives + 1) / (rows - positives + 1));
  let loss = Infinity;
  for (let round = 0; round < 100; round++) {
    let [gs, go, ss, so, oo] = [0, 0, 1e-9, 0, 1e-9];
    for (let row = 0; row < rows; row++) {
      const p = logistic(slope * odds[row]! + offset);
      const error = p - (labels[row] === 1 ? high : low);
      const weight = p * (1 - p);
      gs += error * odds[row]!;
      go += error;
      ss += weight * odds[row]! ** 2;
      so += weight * odds[row]!;
      oo += weight;
    }
    const det = ss * oo - so * so;
    const [stepSlope, stepOffset] = [(oo * gs - so * go) / det, (ss * go - so * gs) / det];
    let scale = 1;
    const at = () => crossEntropy(odds, labels, high, low, slope - scale * stepSlope, offset - scale * stepOffset);
    while (scale > 1e-10 && at() > loss) scale /= 2;
    const next = at();
    if (!(next < loss - 1e-12)) break;
    loss = next;
    slope -= scale * stepSlope;
    offset -= scale * stepOffset;
  }
  return calibrationOf({ method: 'platt', rows, positives, slope: Math.max(slope, 0), offset, low, high });
}

function crossEntropy(
  odds: Float64Array,
  labels: ArrayLike<number>,
  high: number,
  low: number,
  slope: number,
  offset: number,
): number {
  let sum = 0;
  for (let row = 0; row < odds.length; row++) {
    const x = slope * odds[row]! + offset;
    const target = labels[row] === 1 ? high : low;
    sum += Math.max(x, 0) - target * x + Math.log1p(Math.exp(-Math.abs(x)));
  }
  return sum;
}
