import type { Availability } from '@usina/core';
import { type ExpectedOutagesOptions, expectedOutages } from './expectedOutages.ts';

export interface AvailabilityFromOptions extends ExpectedOutagesOptions {
  /** When it was known; nothing later is in it. [epoch ms] */
  issuedAtMs: number;
  /** Outages that are known: planned work, machines that stand still. */
  known?: Availability['outages'];
}

/**
 * What is expected to be up, from risks and from what is known to be down: the type that forecasts take off what they
 * promise, so that what will be down is not for sale. Where a machine is known to be down, its risks there add nothing.
 *
 * @example
 * availabilityFrom({ issuedAtMs, risks, repairMs: 24 * 3_600_000 }).outages[0].availableShare // 0.75
 */
export function availabilityFrom({ issuedAtMs, known = [], ...options }: AvailabilityFromOptions): Availability {
  const expected = expectedOutages(options).filter(
    (outage) =>
      !known.some(
        ({ assetId, startMs, endMs }) =>
          assetId === outage.assetId && startMs <= outage.startMs && endMs >= outage.endMs,
      ),
  );
  return { issuedAtMs, outages: [...known, ...expected] };
}
