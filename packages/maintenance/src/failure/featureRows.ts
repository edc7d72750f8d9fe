import { median } from '../history/median.ts';
import { type AssetPast, countUntil } from './AssetPast.ts';
import type { FeaturePlan } from './FeaturePlan.ts';

/**
 * The features of machines at a moment, one row a machine: the one implementation for training and live scoring. Only what
 * was known at `atMs` is in it: intervals that had ended, events that had been learnt of. NaN where something never was.
 */
export function featureRows(plan: FeaturePlan, pasts: readonly AssetPast[], atMs: number): number[][] {
  const beside = new Map(plan.points.map((point) => [point, ratiosToPeers(pasts, point, atMs - plan.windowMs, atMs)]));
  return pasts.map((past, index) => [
    ...plan.points.flatMap((point) => {
      const sums = past.points.get(point);
      if (!sums) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN, 1];
      const { mean, spread, missing } = sums.over(atMs - plan.windowMs, atMs);
      const before = sums.over(atMs - plan.windowMs - plan.trendMs, atMs - plan.windowMs);
      return [mean, spread, mean - before.mean, beside.get(point)![index]!, missing];
    }),
    ...plan.codes.flatMap((code) => {
      const times = past.errors.get(code) ?? [];
      const now = countUntil(times, atMs);
      return [
        now - countUntil(times, atMs - plan.windowMs),
        now - countUntil(times, atMs - plan.trendMs),
        hoursSince(times, atMs),
      ];
    }),
    ...plan.components.map((component) => hoursSince(past.replacements.get(component) ?? [], atMs)),
    ...plan.attributes.map((name) => past.attributes[name] ?? Number.NaN),
  ]);
}

/** Mean of a window over the median of the means of the machines of its group; NaN without a peer. */
function ratiosToPeers(pasts: readonly AssetPast[], point: string, fromMs: number, toMs: number): number[] {
  const means = pasts.map(({ points }) => points.get(point)?.over(fromMs, toMs).mean ?? Number.NaN);
  const groups = new Map<string, number[]>();
  for (const [index, { group }] of pasts.entries()) {
    if (Number.isFinite(means[index])) groups.set(group, [...(groups.get(group) ?? []), means[index]!]);
  }
  const medians = new Map([...groups].map(([group, list]) => [group, list.length > 1 ? median(list) : Number.NaN]));
  return pasts.map(({ group }, index) => {
    const ratio = means[index]! / (medians.get(group) ?? Number.NaN);
    return Number.isFinite(ratio) ? ratio : Number.NaN;
  });
}

function hoursSince(times: readonly number[], atMs: number): number {
  const last = times[countUntil(times, atMs) - 1];
  return last === undefined ? Number.NaN : (atMs - last) / 3_600_000;
}
