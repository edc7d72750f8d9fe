const dayMs = 86_400_000;

/**
 * How much sun an interval usually has, by its time of day: the mean irradiance of that time over the record, interpolated where
 * the record never has any. Coverage weighted by it asks for the hours that matter, and not for the night.
 * 1 everywhere where the step does not divide the day.
 */
export function sunWeights(irradianceWm2: Float64Array, stepMs: number): (interval: number) => number {
  const slots = dayMs / stepMs;
  if (!Number.isInteger(slots)) return () => 1;
  const sum = new Float64Array(slots);
  const count = new Float64Array(slots);
  for (const [interval, sun] of irradianceWm2.entries()) {
    if (!Number.isFinite(sun)) continue;
    sum[interval % slots]! += Math.max(sun, 0);
    count[interval % slots]! += 1;
  }
  const known = [...count.keys()].filter((slot) => count[slot]! > 0);
  if (known.length === 0) return () => 1;
  const mean = (slot: number) => sum[slot]! / count[slot]!;
  const weights = Float64Array.from({ length: slots }, (_, slot) => {
    if (count[slot]! > 0) return mean(slot);
    const after = known.find((other) => other > slot) ?? known[0]! + slots;
    const before = known.findLast((other) => other < slot) ?? known.at(-1)! - slots;
    const share = (slot - before) / (after - before);
    return (1 - share) * mean((before + slots) % slots) + share * mean(after % slots);
  });
  return (interval) => weights[interval % slots]!;
}
