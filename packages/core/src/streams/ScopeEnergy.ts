import type { Scope } from '../model/forecast.ts';
import type { Evidence } from '../readings/Evidence.ts';

/** Energy of a site or of the whole portfolio over one window. Positive is delivery. */
export interface ScopeEnergy {
  readonly scope: Scope;
  readonly startMs: number;
  /** Excluded. */
  readonly endMs: number;
  /** Sum of what was measured, never scaled up. [Wh] NaN where `coverage` is 0. */
  readonly energyWh: number;
  /** Mean coverage of the expected assets; one that sent nothing has 0. */
  readonly coverage: number;
  /** Growth of registers over gaps that ended within the window; not in `energyWh`. [Wh] */
  readonly unplacedWh: number;
  /** Assets that are counted in this scope. */
  readonly expectedAssets: number;
  /** Those of them without any energy for this window. */
  readonly missingAssetIds: readonly string[];
  readonly evidence: Evidence;
}
