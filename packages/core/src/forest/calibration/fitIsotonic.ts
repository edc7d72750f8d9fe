import { descending, type ScoredLabels, tieGroup } from '../scores/ScoredLabels.ts';

/** Turns the vote of a model into a probability that holds in the long run. */
export interface Calibration {
  readonly method: string;
  /** Rows and positives that it was learnt from. */
  readonly rows: number;
  readonly positives: number;
  apply(probability: number): number;
}

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
  const order = descending({ labels, probabilities });
  const positives = order.reduce((sum, row) => sum + labels[row]!, 0);
  const blocks: { hits: number; rows: number; weighted: number }[] = [];
  for (let from = 0; from < order.length; ) {
    const { to, hits } = tieGroup(order, labels, probabilities, from);
    let block = { hits, rows: to - from, weighted: probabilities[order[from]!]! * (to - from) };
    // going down in probability the rate must not rise
    for (let last = blocks.at(-1); last && last.hits * block.rows <= block.hits * last.rows; last = blocks.at(-1)) {
      blocks.pop();
      block = { hits: last.hits + block.hits, rows: last.rows + block.rows, weighted: last.weighted + block.weighted };
    }
    blocks.push(block);
    from = to;
  }
  const base = order.length === 0 ? Number.NaN : positives / order.length;
  const steps = blocks
    .reverse()
    .map(({ hits, rows, weighted }) => ({ at: weighted / rows, value: (hits + base) / (rows + 1) }));
  for (let index = 1; index < steps.length; index++) {
    steps[index]!.value = Math.max(steps[index]!.value, steps[index - 1]!.value);
  }
  return { method: 'isotonic', rows: order.length, positives, apply: (p) => interpolate(steps, p) };
}

function interpolate(steps: readonly { at: number; value: number }[], p: number): number {
  const next = steps.findIndex(({ at }) => at >= p);
  if (next < 0) return steps.at(-1)?.value ?? Number.NaN;
  const [low, high] = [steps[next - 1], steps[next]!];
  if (!low) return high.value;
  return low.value + ((high.value - low.value) * (p - low.at)) / (high.at - low.at);
}
