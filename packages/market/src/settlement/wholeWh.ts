import type { Column } from '@usina/core/series';

/**
 * Energy as a whole number, the one place where it leaves floating point: nearest Wh, half away from zero. Undefined
 * where the number is missing.
 *
 * @example
 * wholeWh(1_249.5)
 * // 1_250n
 */
export function wholeWh(energyWh: number): bigint | undefined {
  if (!Number.isFinite(energyWh)) return undefined;
  return BigInt(Math.sign(energyWh) * Math.round(Math.abs(energyWh)));
}

/**
 * Energy over intervals of mean power. [Wh] NaN stays NaN.
 *
 * @example
 * energyOfPower(Float64Array.of(4_000), 900_000)
 * // [1_000]
 */
export function energyOfPower(powerW: Column, stepMs: number): Column {
  return powerW.map((power) => (power * stepMs) / 3_600_000);
}
