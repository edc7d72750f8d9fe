export interface CeilingOptions {
  /** Power by day and slot, NaN where missing. [W] */
  values: Float64Array;
  /** When each number was known. [epoch ms] */
  known: Float64Array;
  slots: number;
  /** Where the nameplate is known: one and a half times it. [W] */
  fixedW?: number | undefined;
}

/** No weather makes the best quarter hour of a day this much better than that of the usual day. */
const farAbove = 10;
/** Fewer days have no usual one. */
const leastDays = 3;

/**
 * The power above which a number is an error of the record and not a sunny day: the fixed one, or ten times the median of the
 * daily peaks that were known at that time.
 */
export function createCeiling({ values, known, slots, fixedW }: CeilingOptions): (asOfMs: number) => number {
  if (fixedW !== undefined) return () => fixedW;
  const days = Array.from({ length: values.length / slots }, (_, day) => {
    let [peakW, knownAtMs] = [0, Number.NEGATIVE_INFINITY];
    for (let at = day * slots; at < (day + 1) * slots; at++) {
      if (!(values[at]! > 0)) continue;
      peakW = Math.max(peakW, values[at]!);
      knownAtMs = Math.max(knownAtMs, known[at]!);
    }
    return { peakW, knownAtMs };
  }).filter(({ peakW }) => peakW > 0);
  let last = { asOfMs: Number.NaN, ceilingW: Number.POSITIVE_INFINITY };
  return (asOfMs) => {
    if (last.asOfMs === asOfMs) return last.ceilingW;
    const peaks = days.filter(({ knownAtMs }) => knownAtMs <= asOfMs).map(({ peakW }) => peakW);
    peaks.sort((a, b) => a - b);
    const ceilingW = peaks.length < leastDays ? Number.POSITIVE_INFINITY : farAbove * peaks[peaks.length >> 1]!;
    last = { asOfMs, ceilingW };
    return ceilingW;
  };
}
