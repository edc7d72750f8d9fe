import { median } from '../../median.ts';

/** Runs that a figure of ours is the median of. */
export const runs = 5;

/** Median CPU time of runs, and the result of the last. */
export async function cpuOf<Result>(
  times: number,
  run: () => Promise<Result>,
): Promise<{ seconds: number; result: Result }> {
  const seconds: number[] = [];
  let result: Result;
  do {
    const before = process.cpuUsage();
    result = await run();
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
  } while (seconds.length < times);
  return { seconds: median(seconds), result };
}
