import { forestError } from '../ForestError.ts';
import { descending, type ScoredLabels } from './ScoredLabels.ts';

export interface ReliabilityOptions extends ScoredLabels {
  /** Number of bins at most; those without a row are left out. @defaultValue 10 */
  bins?: number;
  /**
   * `width`: bins of equal width from 0 to 1. `count`: bins of about equally many rows, for rare classes, whose
   * probabilities crowd at 0. @defaultValue 'width'
   */
  by?: 'width' | 'count';
}

/** One bin of probabilities that were said, and how often it then happened. */
export interface ReliabilityBin {
  /** Excluded, but for the first bin, which holds 0. */
  readonly from: number;
  /** Included. */
  readonly to: number;
  readonly rows: number;
  readonly meanProbability: number;
  /** Share of the rows that were positive: equals `meanProbability` where the model is calibrated. */
  readonly positiveShare: number;
}

/** A reliability curve, and its distance from the diagonal. */
export interface ReliabilityCurve {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: mean of |positiveShare − meanProbability| over the rows. */
  readonly expectedError: number;
  /** Greatest |positiveShare − meanProbability| of a bin. */
  readonly greatestError: number;
}

/**
 * Whether probabilities hold in the long run: what was said beside what happened, by bins, with the edges of
 * scikit-learn's `calibration_curve`. Throws `FOREST_OPTION_INVALID`, `FOREST_RAGGED`, `FOREST_LABEL_INVALID`.
 *
 * @see M. H. DeGroot, S. E. Fienberg, "The comparison and evaluation of forecasters", The Statistician 32, 1983.
 *
 * @example
 * reliabilityCurve({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.4, 0.35, 0.8], bins: 2 }).bins[0].positiveShare // 0.333
 */
export function reliabilityCurve({
  labels,
  probabilities,
  bins = 10,
  by = 'width',
}: ReliabilityOptions): ReliabilityCurve {
  if (!Number.isInteger(bins) || bins < 1) {
    throw forestError('FOREST_OPTION_INVALID', `Read ${bins} bins, expected an integer from 1.`, { bins });
  }
  const order = descending({ labels, probabilities }).reverse();
  const at = (place: number) => probabilities[order[place]!]!;
  const edges = Array.from({ length: bins + 1 }, (_, edge) =>
    by === 'width' ? edge / bins : quantile(at, order.length, edge / bins),
  );
  const curve: ReliabilityBin[] = [];
  let place = 0;
  for (let bin = 0; bin < bins; bin++) {
    const [from, to] = [edges[bin]!, bin === bins - 1 ? Infinity : edges[bin + 1]!];
    let [rows, sum, positives] = [0, 0, 0];
    for (; place < order.length && at(place) <= to; place++) {
      rows++;
      sum += at(place);
      positives += labels[order[place]!]!;
    }
    if (rows === 0) continue;
    curve.push({ from, to: edges[bin + 1]!, rows, meanProbability: sum / rows, positiveShare: positives / rows });
  }
  const errors = curve.map(({ positiveShare, meanProbability }) => Math.abs(positiveShare - meanProbability));
  return {
    bins: curve,
    expectedError: errors.reduce((sum, error, index) => sum + error * curve[index]!.rows, 0) / order.length,
    greatestError: Math.max(...errors),
  };
}

/** Quantile of ascending values, interpolated between neighbours. */
function quantile(at: (place: number) => number, length: number, share: number): number {
  if (length === 0) return Number.NaN;
  const position = share * (length - 1);
  const low = Math.floor(position);
  const high = Math.min(low + 1, length - 1);
  return at(low) + (at(high) - at(low)) * (position - low);
}
