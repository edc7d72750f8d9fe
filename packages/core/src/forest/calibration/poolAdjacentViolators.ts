import { descending, type ScoredLabels, tieGroup } from '../scores/ScoredLabels.ts';

/** Neighbouring rows that share one rate. */
export interface IsotonicBlock {
  readonly hits: number;
  readonly rows: number;
  /** Sum of their probabilities. */
  readonly weighted: number;
}

/** The rising rates that fit the labels best in the least-squares sense, as blocks of ascending probability. */
export function poolAdjacentViolators({ labels, probabilities }: ScoredLabels): IsotonicBlock[] {
  const order = descending({ labels, probabilities });
  const blocks: IsotonicBlock[] = [];
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
  return blocks.reverse();
}
