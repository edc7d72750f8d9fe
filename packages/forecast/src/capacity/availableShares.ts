import type { Availability } from '@usina/core';

/** A part of a site that can be out by itself. */
export interface SitePart {
  /** The asset. */
  readonly assetId: string;
  /** Its part of the site's capacity; shares of a site add up to 1. */
  readonly share: number;
  /** Assets that it is part of: their outage is its own. */
  readonly partOf?: readonly string[] | undefined;
}

export interface AvailableSharesOptions {
  parts: readonly SitePart[];
  availability: Availability;
  startMs: number;
  stepMs: number;
  length: number;
}

/**
 * Share of a site's capacity that is expected to be up in each interval. Of several outages of one part the worst counts.
 * Outages of assets that are no part of the site are another site's and count for nothing here; `applied` says which did.
 *
 * @example
 * availableShares({ parts: [{ assetId: 'inverter-1', share: 0.5 }, { assetId: 'inverter-2', share: 0.5 }], … }).shares
 * // 0.5 while inverter-1 is out
 */
export function availableShares(options: AvailableSharesOptions): { shares: Float64Array; applied: string[] } {
  const { parts, availability, startMs, stepMs, length } = options;
  const shares = new Float64Array(length).fill(1);
  const applied = new Set<string>();
  for (const part of parts) {
    const names = [part.assetId, ...(part.partOf ?? [])];
    const outages = availability.outages.filter(({ assetId }) => names.includes(assetId));
    if (outages.length === 0) continue;
    for (let i = 0; i < length; i++) {
      const from = startMs + i * stepMs;
      let lost = 0;
      for (const outage of outages) {
        const overlapMs = Math.min(outage.endMs, from + stepMs) - Math.max(outage.startMs, from);
        if (overlapMs <= 0) continue;
        applied.add(outage.assetId);
        lost = Math.max(lost, (1 - outage.availableShare) * (overlapMs / stepMs));
      }
      shares[i] = Math.max(shares[i]! - part.share * lost, 0);
    }
  }
  return { shares, applied: [...applied] };
}
