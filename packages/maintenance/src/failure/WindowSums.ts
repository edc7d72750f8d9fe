/** Mean, spread and gaps of one column over any window of its past, each in constant time. */
export interface WindowSums {
  /** Over the intervals that lie wholly in (fromMs, toMs]. `mean` and `spread` are NaN where no value is there. */
  over(fromMs: number, toMs: number): { mean: number; spread: number; missing: number };
}

/** Running sums of a column. A sum up to an interval never looks past it. */
export function windowSums(values: Float64Array, startMs: number, stepMs: number): WindowSums {
  const count = new Float64Array(values.length + 1);
  const sum = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  // the first value is taken off, so that squares of large steady values do not drown their spread
  const origin = values.find(Number.isFinite) ?? 0;
  for (const [index, value] of values.entries()) {
    const offset = Number.isFinite(value) ? value - origin : 0;
    count[index + 1] = count[index]! + (Number.isFinite(value) ? 1 : 0);
    sum[index + 1] = sum[index]! + offset;
    squares[index + 1] = squares[index]! + offset * offset;
  }
  const clamp = (interval: number) => Math.min(Math.max(interval, 0), values.length);
  return {
    over(fromMs, toMs) {
      const from = clamp(Math.ceil((fromMs - startMs) / stepMs));
      const to = Math.max(from, clamp(Math.floor((toMs - startMs) / stepMs)));
      const present = count[to]! - count[from]!;
      const expected = Math.max(1, Math.floor((toMs - fromMs) / stepMs));
      const mean = (sum[to]! - sum[from]!) / present;
      const variance = (squares[to]! - squares[from]!) / present - mean * mean;
      return {
        mean: mean + origin,
        spread: Math.sqrt(Math.max(0, variance)),
        missing: Math.min(1, Math.max(0, 1 - present / expected)),
      };
    },
  };
}
