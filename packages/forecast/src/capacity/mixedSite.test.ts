import { createSeries, type Series } from '@usina/core/series';
import { describe, expect, it } from 'vitest';
import { haurwitz, pvSystem, simulate, sunPosition } from '../solar/index.ts';
import type { Weather } from '../weather/index.ts';
import { simulateWind, windTurbine } from '../wind/index.ts';
import { trainCapacityForecaster } from './trainCapacityForecaster.ts';

const [hour, day] = [3_600_000, 86_400_000];
/** Local midnight of 1 September 2026 in Rio Grande do Norte. */
const first = Date.UTC(2026, 8, 1, 3);
const site = { id: 'mossoro', timeZone: 'America/Fortaleza', latitudeDeg: -5.19, longitudeDeg: -37.34 };
const roof = pvSystem({
  ...site,
  arrays: [{ dcCapacityW: 5_000, tiltDeg: 10, azimuthDeg: 0 }],
  inverter: { acCapacityW: 4_500 },
});
const curve = { windSpeedMps: [3, 9.5, 25], powerW: [0, 11_000, 11_000] };
const gaia = windTurbine({ hubHeightM: 18, regulation: 'stall', curve });

/** A sky and a wind that change from day to day, as `days` days from day `from` had them. */
function skyOf(from: number, days: number): Series<'ghiWm2' | 'windSpeedMps'> {
  const atMs = Float64Array.from({ length: days * 24 }, (_, i) => first + from * day + (i + 0.5) * hour);
  const changing = (at: number, pace: number) => 0.5 + 0.5 * Math.sin(Math.floor((at - first) / day) * pace);
  const ghiWm2 = haurwitz(sunPosition({ ...site, atMs })).map(
    (clear, i) => clear * (0.3 + 0.7 * changing(atMs[i]!, 2)),
  );
  const windSpeedMps = atMs.map((at) => 3 + 5 * changing(at, 3.3) + Math.sin(at / (4 * hour)));
  return createSeries({ startMs: first + from * day, stepMs: hour, columns: { ghiWm2, windSpeedMps } });
}

function forecastOf(from: number): Weather {
  return {
    source: { id: 'test', licence: 'own', commercialUse: 'allowed', terms: 'Made up.', attribution: '' },
    label: 'start',
    kind: 'forecast',
    issuedAtMs: first + from * day - 12 * hour,
    series: skyOf(from, 2),
  };
}

const sky = skyOf(0, 42);
const sun = simulate(roof, { label: 'start', series: sky }).columns.acPowerW;
const wind = simulateWind(gaia, { series: sky }, { windHeightM: 18 }).columns.acPowerW;
const power = createSeries({
  startMs: first,
  stepMs: hour,
  columns: { acPowerW: sun.map((watts, i) => watts + wind[i]!) },
});
const common = { site, history: { power }, weather: Array.from({ length: 42 }, (_, d) => forecastOf(d)), seed: 1 };

async function errorOf(machines: object): Promise<number> {
  const forecaster = await trainCapacityForecaster({ ...common, ...machines });
  expect(forecaster.mode).toBe('weatherForecast');
  let error = 0;
  for (let d = 36; d < 42; d++) {
    const answer = await forecaster.forecast({ startMs: first + d * day, days: 1 });
    if (!answer.ok) throw new Error(answer.reason);
    const actual = power.columns.acPowerW.subarray(d * 24, (d + 1) * 24);
    answer.value.meanW.forEach((watts, i) => {
      error += Math.abs(watts - actual[i]!) / (6 * 24);
    });
  }
  return error;
}

describe('a site with sun and wind', () => {
  it('is foretold by the weather of both, and badly by that of one', async () => {
    const both = await errorOf({ systems: [roof], turbines: [gaia], windHeightM: 18 });
    const meanW = power.columns.acPowerW.reduce((sum, watts) => sum + watts, 0) / power.columns.acPowerW.length;
    expect(both).toBeLessThan(0.05 * meanW);
    expect(await errorOf({ systems: [roof] })).toBeGreaterThan(2 * both);
    expect(await errorOf({ turbines: [gaia], windHeightM: 18 })).toBeGreaterThan(2 * both);
  });

  it('asks for the wind of its turbines', async () => {
    const { ghiWm2 } = sky.columns;
    const calm = { ...forecastOf(0), series: createSeries({ startMs: first, stepMs: hour, columns: { ghiWm2 } }) };
    const training = trainCapacityForecaster({ ...common, weather: calm, turbines: [gaia] });
    await expect(training).rejects.toThrowError(expect.objectContaining({ code: 'WIND_INPUT' }));
  });
});
