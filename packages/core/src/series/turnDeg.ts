/**
 * How far to turn from one direction to another, the shorter way round: -180 to 180, positive clockwise. [°]
 *
 * @example
 * turnDeg(350, 10) // 20
 */
export function turnDeg(fromDeg: number, toDeg: number): number {
  const turn = (toDeg - fromDeg) % 360;
  if (turn > 180) return turn - 360;
  return turn < -180 ? turn + 360 : turn;
}

/** The direction as 0 up to but not including 360. [°] */
export function wrapDeg(deg: number): number {
  return ((deg % 360) + 360) % 360;
}

/** Below this share of the longest it can be, a sum of directions points nowhere: they cancel out. */
const leastResultant = 1e-9;

/** The direction of a sum of unit vectors of the given weight in all; NaN where they cancel out. [°] */
export function directionOf(east: number, north: number, weight: number): number {
  if (!(Math.hypot(east, north) > leastResultant * weight)) return Number.NaN;
  return wrapDeg((Math.atan2(east, north) * 180) / Math.PI);
}
