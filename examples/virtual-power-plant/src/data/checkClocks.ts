import { UsinaError } from '@usina/core/errors';
import type { PlantData } from './PlantData.ts';

const dayMs = 86_400_000;
/** A zone mix-up is at least an hour; the centres of sun and power of one plant lie closer than this. */
const toleranceH = 0.75;

/**
 * Compares the mean day of power with that of irradiance. When the two files keep different clocks, the sun of one
 * shines in the night of the other: that is refused, not averaged away.
 */
export function checkClocks(plant: PlantData): void {
  const power = new Float64Array(plant.length).fill(Number.NaN);
  for (const { acPowerW } of plant.inverters.values()) {
    for (let i = 0; i < plant.length; i += 1) {
      if (!Number.isNaN(acPowerW[i]!)) power[i] = (power[i] || 0) + acPowerW[i]!;
    }
  }
  const perDay = Math.round(dayMs / plant.stepMs);
  const lagH = (bestLag(meanDay(power, perDay), meanDay(plant.weather.poaWm2, perDay)) * plant.stepMs) / 3_600_000;
  if (Math.abs(lagH) < toleranceH) return;
  throw new UsinaError(
    'DATA_TIME_ZONES_MIXED',
    `${plant.sources.generation} and ${plant.sources.weather} keep different clocks: power follows the sun best when shifted by ${lagH.toFixed(2)} h. Export both in the zone of the plant.`,
    { context: { lagHours: lagH } },
  );
}

/** Mean by time of day; a time without data counts as dark. */
function meanDay(values: Float64Array, perDay: number): Float64Array {
  const sum = new Float64Array(perDay);
  const count = new Float64Array(perDay);
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(values[i]!)) continue;
    sum[i % perDay]! += values[i]!;
    count[i % perDay]! += 1;
  }
  return sum.map((total, i) => total / Math.max(1, count[i]!));
}

/** Steps by which `b` runs behind `a`, by the highest circular cross-correlation; 0 when nothing stands out. */
function bestLag(a: Float64Array, b: Float64Array): number {
  const length = a.length;
  let best = { lag: 0, score: at(0) };
  for (let lag = -Math.floor(length / 2); lag < length / 2; lag += 1) {
    const score = at(lag);
    if (score > best.score) best = { lag, score };
  }
  return best.lag;

  function at(lag: number): number {
    let sum = 0;
    for (let i = 0; i < length; i += 1) sum += a[i]! * b[(i + lag + length) % length]!;
    return sum;
  }
}
