/** Consecutive intervals that belong together. */
export interface Run {
  /** First interval. */
  readonly from: number;
  /** Past the last interval. */
  readonly to: number;
  /** Intervals in between that were hit, ascending. */
  readonly hits: readonly number[];
}

/**
 * Joins intervals into runs: two hits belong to one run when they are no further apart than `reach` intervals and
 * nothing between them breaks it.
 */
export function runsOf(
  hits: readonly number[],
  reach: number,
  breaks: (interval: number) => boolean = () => false,
): Run[] {
  const runs: number[][] = [];
  for (const hit of hits) {
    const open = runs.at(-1);
    const last = open?.at(-1);
    if (open && last !== undefined && hit - last <= reach && !between(last, hit, breaks)) open.push(hit);
    else runs.push([hit]);
  }
  return runs.map((run) => ({ from: run[0]!, to: run.at(-1)! + 1, hits: run }));
}

function between(last: number, hit: number, breaks: (interval: number) => boolean): boolean {
  for (let interval = last + 1; interval < hit; interval++) if (breaks(interval)) return true;
  return false;
}
