import { checkRange } from './SolarError.ts';

/** Losses of a PV system, each in percent of what is left after the others. */
export interface PvwattsLossesOptions {
  /** @defaultValue 2 */
  soilingPercent?: number;
  /** @defaultValue 3 */
  shadingPercent?: number;
  /** @defaultValue 0 */
  snowPercent?: number;
  /** @defaultValue 2 */
  mismatchPercent?: number;
  /** @defaultValue 2 */
  wiringPercent?: number;
  /** @defaultValue 0.5 */
  connectionsPercent?: number;
  /** Light-induced degradation. @defaultValue 1.5 */
  lightInducedPercent?: number;
  /** @defaultValue 1 */
  nameplatePercent?: number;
  /** @defaultValue 0 */
  agePercent?: number;
  /** @defaultValue 3 */
  availabilityPercent?: number;
}

/**
 * All losses together, as PVWatts takes them off the DC power. [%] Throws `SOLAR_RANGE` for a loss outside 0 to
 * 100, NaN too.
 *
 * @see A.P. Dobos, "PVWatts version 5 manual", NREL/TP-6A20-62641, 2014, eq. 10.
 *
 * @example
 * pvwattsLosses() // 14.0757
 */
export function pvwattsLosses({
  soilingPercent = 2,
  shadingPercent = 3,
  snowPercent = 0,
  mismatchPercent = 2,
  wiringPercent = 2,
  connectionsPercent = 0.5,
  lightInducedPercent = 1.5,
  nameplatePercent = 1,
  agePercent = 0,
  availabilityPercent = 3,
}: PvwattsLossesOptions = {}): number {
  const losses = [
    soilingPercent,
    shadingPercent,
    snowPercent,
    mismatchPercent,
    wiringPercent,
    connectionsPercent,
    lightInducedPercent,
    nameplatePercent,
    agePercent,
    availabilityPercent,
  ];
  for (const loss of losses) checkRange('loss', loss, 0, 100);
  return 100 * (1 - losses.reduce((left, loss) => left * (1 - loss / 100), 1));
}
