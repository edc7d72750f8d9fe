/**
 * Mean sidereal time at Greenwich, not limited to a turn. [°]
 *
 * @param days days of universal time since 2000-01-01 12:00
 * @see I. Reda, A. Andreas, NREL/TP-560-34302, rev. 2008, eq. 28.
 */
export function siderealDeg(days: number): number {
  const century = days / 36_525;
  return 280.46061837 + 360.98564736629 * days + century * century * (0.000387933 - century / 38_710_000);
}
