import { UsinaError } from '@usina/core/errors';
import type { PlantData } from './PlantData.ts';

const dayMs = 86_400_000;
/** A zone mix-up is at least an hour; the centres of sun and power of one plant lie closer than this. */
const toleranceH = 0.75;

/**
 * Compares the centre of the day in power and in irradiance. When the two files keep different clocks, the sun of one
 * shines in the night of the other: that is refused, not averaged away.
 */
export function checkClocks(plant: PlantData): void {
  const power = new Float64Array(plant.length);
  for (const { acPowerW } of plant.inverters.values())
    for (let i = 0; i < plant.length; i += 1) power[i]! += acPowerW[i] || 0;
  const lagH = bestLagHours(plant, power);
  if (Math.abs(lagH) < toleranceH) return;
  throw new UsinaError(
    'DATA_TIME_ZONES_MIXED',
    `${plant.sources.generation} and ${plant.sources.weather} keep different clocks: power follows the sun best when shifted by ${lagH.toFixed(2)} h. Export both in the zone of the plant.`,
    { context: { lagHours: lagH } },
  );
}

/** The shift of irradiance against power with the highest correlation, within half a day. */
function bestLagHours({ weather, stepMs, length }: PlantData, power: Float64Array): number {
  const halfDay = Math.round(dayMs / 2 / stepMs);
  let best = { lag: 0, correlation: Number.NEGATIVE_INFINITY };
  for (let lag = -halfDay; lag < halfDay; lag += 1) {
    let sum = 0;
    let n = 0;
    for (let i = Math.max(0, -lag); i < Math.min(length, length - lag); i += 1) {
      const sun = weather.poaWm2[i + lag]!;
      if (Number.isNaN(sun)) continue;
      sum += sun * power[i]!;
      n += 1;
    }
    const correlation = n === 0 ? Number.NEGATIVE_INFINITY : sum / n;
    if (correlation > best.correlation) best = { lag, correlation };
  }
  return (best.lag * stepMs) / 3_600_000;
}
