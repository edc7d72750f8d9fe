/** How a register moved between two values. */
export const counterEvent = { none: 0, rollOver: 1, reset: 2, exchange: 3 } as const;

export interface CounterStep {
  /** Growth, or NaN where it is not known. */
  increase: number;
  event: number;
}

/** Registers of 32 bits with the scale factors 0 to 3 of SunSpec's `acc32`. */
export const standardRollOvers: readonly number[] = [0, 1, 2, 3].map((scale) => 2 ** 32 * 10 ** scale);

/** Float32 registers step back by some units in the last place: below this share a fall is noise and is counted as it is. */
const jitter = 1e-6;

/**
 * Judges the move of a register from one value to the next and writes the verdict to `step`.
 *
 * - growth up to `limit` is growth; above it the meter was exchanged;
 * - a fall from the last hundredth below a roll-over value to the first hundredth above zero is a roll-over, where the
 *   growth it means is within `limit`;
 * - any other fall to at most `limit` is a reset, to more an exchange. Growth across either is not known.
 */
export function counterStep(
  step: CounterStep,
  from: number,
  to: number,
  limit: number,
  rollOvers: readonly number[],
): void {
  const change = to - from;
  step.event = counterEvent.none;
  step.increase = change;
  if (change >= 0) {
    if (change <= limit) return;
    step.event = counterEvent.exchange;
    step.increase = Number.NaN;
    return;
  }
  if (-change <= jitter * from) return;
  for (const size of rollOvers) {
    const growth = change + size;
    if (from < size && from >= 0.99 * size && to >= 0 && to <= 0.01 * size && growth <= limit) {
      step.event = counterEvent.rollOver;
      step.increase = growth;
      return;
    }
  }
  step.event = to <= limit ? counterEvent.reset : counterEvent.exchange;
  step.increase = Number.NaN;
}
