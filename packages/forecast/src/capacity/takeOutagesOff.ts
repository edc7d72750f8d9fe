import { type Availability, type CapacityForecast, type Evidence, evidenced } from '@usina/core';
import { availableShares, type SitePart } from './availableShares.ts';

/** Scales a forecast by what is expected to be up, and says which outages did it. Night-time draw is scaled along. */
export function takeOutagesOff(
  forecast: CapacityForecast,
  evidence: Evidence & { notes: readonly string[] },
  parts: readonly SitePart[],
  availability: Availability | undefined,
) {
  if (!availability) return evidenced(forecast, evidence);
  const { startMs, stepMs, meanW } = forecast;
  const { shares, applied } = availableShares({ parts, availability, startMs, stepMs, length: meanW.length });
  const scaled = (column: Float64Array<ArrayBuffer>) => column.map((value, i) => value * shares[i]!);
  const note =
    applied.length === 0
      ? 'No outage is expected.'
      : `Outages taken off, weighted by their probability: ${applied.join(', ')}.`;
  return evidenced<CapacityForecast>(
    {
      ...forecast,
      quantilesW: forecast.quantilesW.map(scaled),
      meanW: scaled(meanW),
      scenarios: forecast.scenarios?.map(scaled),
    },
    { ...evidence, notes: [...evidence.notes, note] },
  );
}
