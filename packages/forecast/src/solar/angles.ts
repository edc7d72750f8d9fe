/** Radians in a degree. */
export const RAD = Math.PI / 180;

/** Cosine of an angle in degrees. */
export function cosDeg(angleDeg: number): number {
  return Math.cos(angleDeg * RAD);
}

/** Sine of an angle in degrees. */
export function sinDeg(angleDeg: number): number {
  return Math.sin(angleDeg * RAD);
}

/** The same direction between 0 (included) and 360. */
export function wrapDeg(angleDeg: number): number {
  const rest = angleDeg % 360;
  return rest < 0 ? rest + 360 : rest;
}
