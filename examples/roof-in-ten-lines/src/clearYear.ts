import { createSeries } from '@usina/core/series';
import { haurwitz, type PvSystem, type SimulationWeather, sunPosition } from '@usina/forecast/solar';

/** A year of hours under a clear sky by Haurwitz, from local midnight of 1 January: what no cloud takes away. */
export function clearYear({ location }: PvSystem): SimulationWeather {
  const startMs = Date.UTC(2026, 0, 1, 3);
  const stepMs = 3_600_000;
  const atMs = Float64Array.from({ length: 8_760 }, (_, i) => startMs + (i + 0.5) * stepMs);
  const { apparentZenithDeg } = sunPosition({ ...location, atMs });
  return {
    label: 'start',
    series: createSeries({ startMs, stepMs, columns: { ghiWm2: haurwitz({ apparentZenithDeg }) } }),
  };
}
