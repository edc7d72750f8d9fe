import type { PvSystem } from '../solar/index.ts';
import type { WindTurbine } from '../wind/index.ts';

/** What of a site the weather drives. */
export interface SiteMachines {
  readonly systems: readonly PvSystem[];
  readonly turbines: readonly WindTurbine[];
  /** Where the weather knows the wind, above ground. [m] */
  readonly windHeightM: number;
}

/** AC power that all can deliver together at most, the limits of grid connections apart; 0 without any. [W] */
export function acCapacityOf({ systems, turbines }: SiteMachines): number {
  const sun = systems.reduce((sum, { inverter }) => sum + inverter.acCapacityW, 0);
  return turbines.reduce((sum, { curve }) => sum + Math.max(...curve.powerW), sun);
}
