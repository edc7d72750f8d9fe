import { CapacityForecast, EnergyOutlook, flagBit } from '@usina/core';
import { createSeries, type Series } from '@usina/core/series';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { pinballLoss, pointErrors } from '../score/index.ts';
import { pvSystem, simulate } from '../solar/index.ts';
import type { Weather } from '../weather/index.ts';
import { aggregate } from './aggregate.ts';
import { outlookOf } from './outlookOf.ts';
import { trainCapacityForecaster } from './trainCapacityForecaster.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Local midnight of 1 September 2026 in São Paulo. */
const first = Date.UTC(2026, 8, 1, 3);
const site = { id: 'campinas', timeZone: 'America/Sao_Paulo', latitudeDeg: -22.9, longitudeDeg: -47.06 };
const systems = [
  pvSystem({
    ...site,
    arrays: [{ dcCapacityW: 1_000_000, tiltDeg: 20, azimuthDeg: 0 }],
    inverter: { acCapacityW: 850_000 },
  }),
];

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** How clear each of the days was. */
const clearness = (() => {
  const next = random(5);
  return Array.from({ length: 80 }, () => 0.35 + 0.65 * next());
})();

/** Hourly irradiance of `days` days from day `from`; `noise` is how wrong it is about a day. */
function sky(from: number, days: number, noise: number, seed: number): Series<'ghiWm2'> {
  const next = random(seed);
  const ghiWm2 = new Float64Array(days * 24);
  for (let d = 0; d < days; d++) {
    const clear = Math.min(Math.max(clearness[from + d]! + noise * (next() - 0.5), 0.1), 1);
    for (let h = 0; h < 24; h++)
      ghiWm2[d * 24 + h] = Math.max(Math.sin(((h + 0.5 - 6) / 12) * Math.PI), 0) * 1_000 * clear;
  }
  return createSeries({ startMs: first + from * day, stepMs: hour, columns: { ghiWm2 } });
}

function weatherOf(from: number, days: number, noise: number, changes: Partial<Weather> = {}): Weather {
  return {
    source: { id: 'test', licence: 'own', commercialUse: 'allowed', terms: 'Made up.', attribution: '' },
    label: 'start',
    kind: 'forecast',
    issuedAtMs: first + from * day - 12 * hour,
    series: sky(from, days, noise, 100 + from),
    ...changes,
  };
}

function historyOf(days: number) {
  const power = simulate(systems[0]!, { label: 'start', series: sky(0, days, 0, 1) });
  return {
    power: createSeries({ startMs: power.startMs, stepMs: hour, columns: { acPowerW: power.columns.acPowerW } }),
  };
}

const history = historyOf(60);
const forecasts = Array.from({ length: 62 }, (_, d) => weatherOf(d, 3, 0.15));
const plain = { site: { id: site.id, timeZone: site.timeZone }, seed: 1 };

async function valueIn<T>(answer: Promise<{ ok: true; value: T } | { ok: false; message: string }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

/** Scores days 40 to 59, each issued at 18:00 of the day before. */
async function score(forecaster: Awaited<ReturnType<typeof trainCapacityForecaster>>) {
  const columns = { actual: [] as number[], median: [] as number[], yesterday: [] as number[] };
  let levels: number[] = [];
  const quantiles: number[][] = [];
  for (let d = 40; d < 60; d++) {
    const value = await valueIn(forecaster.forecast({ startMs: first + d * day, days: 1 }));
    levels = value.levels;
    const at = d * 24;
    columns.actual.push(...history.power.columns.acPowerW.slice(at, at + 24));
    columns.yesterday.push(...history.power.columns.acPowerW.slice(at - 24, at));
    columns.median.push(...value.quantilesW[levels.indexOf(0.5)]!);
    value.quantilesW.forEach((column, l) => {
      quantiles[l] = [...(quantiles[l] ?? []), ...column];
    });
  }
  const actual = Float64Array.from(columns.actual);
  return {
    mae: pointErrors({ actual, forecast: Float64Array.from(columns.median) }).mae,
    persistence: pointErrors({ actual, forecast: Float64Array.from(columns.yesterday) }).mae,
    pinball: pinballLoss({ actual, levels, quantiles: quantiles.map((column) => Float64Array.from(column)) }),
  };
}

describe('trainCapacityForecaster', () => {
  it('beats yesterday with the past power alone, without coordinates', async () => {
    const forecaster = await trainCapacityForecaster({ ...plain, history });
    expect(forecaster.mode).toBe('pastOnly');
    const { mae, persistence } = await score(forecaster);
    expect(mae).toBeLessThan(persistence * 0.95);
  });

  it('does much better with weather forecasts, with or without the PV systems', async () => {
    const past = await score(await trainCapacityForecaster({ ...plain, history }));
    for (const known of [{ systems }, {}]) {
      const forecaster = await trainCapacityForecaster({ site, history, weather: forecasts, seed: 1, ...known });
      expect(forecaster.mode).toBe('weatherForecast');
      const { mae, pinball } = await score(forecaster);
      expect(mae).toBeLessThan(past.mae * 0.5);
      expect(pinball.mean).toBeLessThan(past.pinball.mean * 0.5);
    }
  });

  it('labels what was made with weather that nobody knew', async () => {
    const measured = weatherOf(0, 62, 0, { kind: 'measured', issuedAtMs: undefined });
    const honest = await trainCapacityForecaster({ site, systems, history, weather: measured, seed: 1 });
    expect(honest.mode).toBe('pastOnly');
    const perfect = await trainCapacityForecaster({
      site,
      systems,
      history,
      weather: measured,
      perfectWeather: true,
      seed: 1,
    });
    expect(perfect.mode).toBe('perfectWeather');
    const answer = await perfect.forecast({ startMs: first + 60 * day });
    expect(answer.evidence.rule).toContain('PERFECT WEATHER');
    expect(await perfect.forecast({ startMs: first + 61 * day, days: 2 })).toMatchObject({
      ok: false,
      reason: 'WEATHER_MISSING',
    });
  });

  it('uses only what was known when it is issued', async () => {
    const startMs = first + 40 * day;
    const issuedAtMs = startMs - 6 * hour;
    const changed = historyOf(60);
    changed.power.columns.acPowerW.fill(2_000_000, 40 * 24 - 6);
    const newest = forecasts.map((each, d) => (d > 40 ? weatherOf(d, 3, 5) : each));
    const ask = async (asked: typeof history, weather: Weather[]) => {
      const forecaster = await trainCapacityForecaster({ site, systems, history: asked, weather, seed: 1 });
      return valueIn(forecaster.forecast({ startMs, issuedAtMs, days: 2 }));
    };
    const whole = await ask(history, forecasts);
    expect(await ask(history, forecasts.slice(0, 41))).toEqual(whole);
    expect(await ask(changed, newest)).toEqual(whole);
    expect(await ask(changed, [])).toEqual(await ask(history, []));
  });

  it('heeds when numbers were known', async () => {
    const late = {
      ...history,
      knownAtMs: history.power.columns.acPowerW.map((_, i) => first + (i + 1) * hour + 10 * day),
    };
    const forecaster = await trainCapacityForecaster({ ...plain, history: late });
    const answer = await forecaster.forecast({ startMs: first + 22 * day });
    expect(answer).toMatchObject({ ok: false, reason: 'HISTORY_SHORT' });
    expect((await forecaster.forecast({ startMs: first + 40 * day })).ok).toBe(true);
  });

  it('says how much history it found and needs', async () => {
    const forecaster = await trainCapacityForecaster({ ...plain, history: historyOf(10) });
    const answer = await forecaster.forecast({ startMs: first + 10 * day });
    expect(answer).toMatchObject({
      ok: false,
      reason: 'HISTORY_SHORT',
      message:
        'campinas: found 5 past days whose forecast up to 1 days ahead can be checked, needed 8. Each further day of history gives one more.',
    });
    const empty = await trainCapacityForecaster({ ...plain, history: historyOf(0) });
    expect(await empty.forecast({ startMs: first })).toMatchObject({ ok: false, reason: 'HISTORY_SHORT' });
  });

  it('says when what it knows is old, and answers no more when it is too old', async () => {
    const forecaster = await trainCapacityForecaster({ ...plain, history: historyOf(40) });
    const late = await forecaster.forecast({ startMs: first + 60 * day });
    expect(late.ok).toBe(true);
    expect(late.evidence.notes).toContain('The newest power is 20 days old.');
    expect(await forecaster.forecast({ startMs: first + 400 * day })).toMatchObject({
      ok: false,
      reason: 'HISTORY_OLD',
      message: expect.stringContaining('360 days old when the forecast is issued, expected 31 at most'),
    });
  });

  it('says when it is asked too far ahead', async () => {
    const forecaster = await trainCapacityForecaster({ ...plain, history, horizonDays: 2 });
    expect((await forecaster.forecast({ startMs: first + 60 * day, days: 2 })).ok).toBe(true);
    expect(await forecaster.forecast({ startMs: first + 60 * day, days: 3 })).toMatchObject({
      ok: false,
      reason: 'HORIZON',
    });
  });

  it('falls back to the past where no weather forecast reaches, and says so', async () => {
    const forecaster = await trainCapacityForecaster({ site, systems, history, weather: forecasts, seed: 1 });
    const answer = await forecaster.forecast({ startMs: first + 60 * day, days: 7 });
    expect(answer.ok).toBe(true);
    expect(answer.evidence.notes).toContain('No weather forecast for 4 of 7 days: the past power alone is used there.');
  });

  it('takes a newer weather forecast, but not one from the future', async () => {
    const forecaster = await trainCapacityForecaster({
      site,
      systems,
      history,
      weather: forecasts.slice(0, 59),
      seed: 1,
    });
    const startMs = first + 60 * day;
    const dark = weatherOf(60, 2, 0, { issuedAtMs: startMs - 7 * hour });
    dark.series.columns.ghiWm2!.fill(50);
    const { meanW } = await valueIn(forecaster.forecast({ startMs, weather: dark }));
    const usual = await valueIn(forecaster.forecast({ startMs }));
    expect(meanW[12]).toBeLessThan(usual.meanW[12]! / 2);
    await expect(forecaster.forecast({ startMs, weather: { ...dark, issuedAtMs: startMs } })).rejects.toMatchObject({
      code: 'FORECAST_LEAKAGE',
      context: { what: 'weather', knownAtMs: startMs, issuedAtMs: startMs - 6 * hour },
    });
  });

  it('takes expected outages off', async () => {
    const parts = ['a', 'b'].map((assetId) => ({ assetId, share: 0.5 }));
    const forecaster = await trainCapacityForecaster({ ...plain, history, parts });
    const startMs = first + 60 * day;
    const outage = { startMs: startMs + 12 * hour, endMs: startMs + 13 * hour, availableShare: 0, because: 'new fan' };
    const availability = { issuedAtMs: startMs - 8 * hour, outages: [{ assetId: 'a', ...outage }] };
    const up = await valueIn(forecaster.forecast({ startMs }));
    const down = await valueIn(forecaster.forecast({ startMs, availability }));
    expect(down.meanW[12]).toBeCloseTo(up.meanW[12]! / 2, 6);
    expect(down.scenarios![3]![12]).toBeCloseTo(up.scenarios![3]![12]! / 2, 6);
    expect(down.meanW[13]).toBe(up.meanW[13]);
    const blind = await trainCapacityForecaster({ ...plain, history });
    await expect(blind.forecast({ startMs, availability })).rejects.toMatchObject({ code: 'FORECAST_INPUT' });
  });

  it('gives quantiles in order, within what is possible, that fit the wire', async () => {
    const forecaster = await trainCapacityForecaster({ site, systems, history, weather: forecasts, seed: 1 });
    const value = await valueIn(forecaster.forecast({ startMs: first + 60 * day }));
    for (let i = 0; i < 24; i++) {
      const column = value.quantilesW.map((quantile) => quantile[i]!);
      expect(column).toEqual([...column].sort((a, b) => a - b));
      expect(Math.max(...column)).toBeLessThanOrEqual(850_000);
      expect(Math.min(...column)).toBeGreaterThanOrEqual(0);
    }
    expect(value.meanW[0]).toBe(0);
    expect(z.decode(CapacityForecast, z.encode(CapacityForecast, value))).toEqual(value);
  });

  it('can be repeated, reports and can be stopped', async () => {
    const seen: number[] = [];
    const options = {
      ...plain,
      history,
      onProgress: ({ done, total }: { done: number; total: number }) => seen.push(done / total),
    };
    const startMs = first + 60 * day;
    const once = await valueIn((await trainCapacityForecaster(options)).forecast({ startMs }));
    const again = await valueIn((await trainCapacityForecaster({ ...options })).forecast({ startMs }));
    expect(again).toEqual(once);
    expect(seen.at(-1)).toBe(1);
    const controller = new AbortController();
    const training = trainCapacityForecaster({
      ...options,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('refuses levels out of order and steps that do not divide the day', async () => {
    await expect(trainCapacityForecaster({ ...plain, history, levels: [0.9, 0.1] })).rejects.toMatchObject({
      code: 'FORECAST_INPUT',
    });
    const power = createSeries({ startMs: 0, stepMs: 7 * hour, columns: { acPowerW: [1] } });
    await expect(trainCapacityForecaster({ ...plain, history: { power } })).rejects.toMatchObject({
      code: 'FORECAST_GRID',
    });
    const forecaster = await trainCapacityForecaster({ ...plain, history });
    await expect(forecaster.forecast({ startMs: first + 1 })).rejects.toMatchObject({ code: 'FORECAST_GRID' });
  });
});

describe('portfolio and outlook', () => {
  const startMs = first + 60 * day;

  it('adds sites scenario by scenario: what they share does not cancel out', async () => {
    const one = await trainCapacityForecaster({ ...plain, history });
    const two = await trainCapacityForecaster({ ...plain, site: { ...plain.site, id: 'other' }, history });
    const answers = await Promise.all([one, two].map((each) => each.forecast({ startMs })));
    const sum = aggregate(answers, { portfolioId: 'vpp' });
    if (!sum.ok || !answers[0]!.ok) throw new Error('no forecast');
    expect(sum.value.scope).toEqual({ kind: 'portfolio', id: 'vpp' });
    const noon = (column: Float64Array) => column[12]!;
    expect(noon(sum.value.scenarios![7]!)).toBeCloseTo(2 * noon(answers[0]!.value.scenarios![7]!), 6);
    const spread = noon(sum.value.quantilesW.at(-1)!) - noon(sum.value.quantilesW[0]!);
    const single = noon(answers[0]!.value.quantilesW.at(-1)!) - noon(answers[0]!.value.quantilesW[0]!);
    expect(spread).toBeGreaterThan(single * 1.6);
    expect(noon(sum.value.meanW)).toBeCloseTo(2 * noon(answers[0]!.value.meanW), 6);
  });

  it('has no sum without one of the sites', async () => {
    const one = await trainCapacityForecaster({ ...plain, history });
    const young = await trainCapacityForecaster({ ...plain, history: historyOf(3) });
    const sum = aggregate([await one.forecast({ startMs }), await young.forecast({ startMs })], { portfolioId: 'vpp' });
    expect(sum).toMatchObject({ ok: false, reason: 'SITE_MISSING' });
    const other = await one.forecast({ startMs: startMs - day });
    expect(() => aggregate([other, other, withOtherLevels(other)], { portfolioId: 'vpp' })).toThrowError(
      expect.objectContaining({ code: 'FORECAST_MISALIGNED' }),
    );
    expect(() => aggregate([], { portfolioId: 'vpp' })).toThrowError(
      expect.objectContaining({ code: 'FORECAST_INPUT' }),
    );
  });

  it('does not add sites whose scenarios repeat different days', async () => {
    const one = await trainCapacityForecaster({ ...plain, history });
    const other = await trainCapacityForecaster({ ...plain, history, seed: 2 });
    const forecasts = [await one.forecast({ startMs }), await other.forecast({ startMs })];
    expect(() => aggregate(forecasts, { portfolioId: 'vpp' })).toThrowError(
      expect.objectContaining({ code: 'FORECAST_MISALIGNED' }),
    );
  });

  it('does not believe a number that no sun could make', async () => {
    const sound = await trainCapacityForecaster({ ...plain, history });
    const acPowerW = history.power.columns.acPowerW.slice();
    acPowerW[12 + 24 * 30] = 1e9;
    const spiked = {
      ...history,
      power: createSeries({ ...history.power, columns: { acPowerW }, coverage: undefined }),
    };
    const doubtful = await trainCapacityForecaster({ ...plain, history: spiked });
    const [a, b] = [await sound.forecast({ startMs }), await doubtful.forecast({ startMs })];
    if (!a.ok || !b.ok) throw new Error('no forecast');
    expect(Math.max(...b.value.quantilesW.at(-1)!)).toBeLessThan(1.1 * Math.max(...a.value.quantilesW.at(-1)!));
  });

  it('leaves out what is flagged', async () => {
    const quality = new Uint16Array(history.power.columns.acPowerW.length).fill(flagBit.frozen);
    const flagged = { ...history, power: { ...history.power, quality: { acPowerW: quality } } };
    const forecaster = await trainCapacityForecaster({ ...plain, history: flagged });
    expect(await forecaster.forecast({ startMs })).toMatchObject({ ok: false, reason: 'HISTORY_SHORT' });
  });

  it('gives the energy of days from scenarios, and adds that up too', async () => {
    const forecaster = await trainCapacityForecaster({ ...plain, history });
    const answer = await forecaster.outlook({ startMs: startMs + 5 * hour, days: 3 });
    if (!answer.ok) throw new Error(answer.message);
    const outlook = answer.value;
    expect(outlook.edgesMs).toEqual([0, 1, 2, 3].map((d) => startMs + d * day));
    const forecast = await forecaster.forecast({ startMs, days: 3 });
    if (!forecast.ok) throw new Error(forecast.message);
    const energy = forecast.value.scenarios![0]!.slice(0, 24).reduce((sum, powerW) => sum + powerW, 0);
    expect(outlook.scenariosWh[0]![0]).toBeCloseTo(energy, 6);
    expect(outlookOf(forecast, { timeZone: site.timeZone }).value.quantilesWh).toEqual(outlook.quantilesWh);
    // quantiles of power do not add up to quantiles of energy
    const low = forecast.value.quantilesW[0]!.slice(0, 24).reduce((sum, powerW) => sum + powerW, 0);
    expect(Math.abs(outlook.quantileWh(0.05)[0]! - low)).toBeGreaterThan(1);
    const sum = aggregate([answer, answer], { portfolioId: 'vpp' });
    expect(sum.ok && sum.value.quantileWh(0.5)[1]).toBeCloseTo(2 * outlook.quantileWh(0.5)[1]!, 6);
    const { scenariosWh: _, quantileWh: __, scenarioIds: ___, ...wire } = outlook;
    expect(z.decode(EnergyOutlook, z.encode(EnergyOutlook, wire))).toEqual(wire);
  });

  it('gives the energy of a month within the horizon', async () => {
    const forecaster = await trainCapacityForecaster({ ...plain, history, horizonDays: 35 });
    const november = Date.UTC(2026, 10, 1, 3);
    const answer = await forecaster.outlook({ startMs: november, months: 1, issuedAtMs: first + 60 * day - 6 * hour });
    if (!answer.ok) throw new Error(answer.message);
    expect(answer.value.edgesMs).toEqual([november, Date.UTC(2026, 11, 1, 3)]);
    expect(await forecaster.outlook({ startMs: november, months: 2 })).toMatchObject({ ok: false, reason: 'HORIZON' });
  });
});

function withOtherLevels<T extends { ok: boolean }>(answer: T): T {
  if (!('value' in answer)) return answer;
  const value = answer.value as CapacityForecast;
  return { ...answer, value: { ...value, levels: [0.5], quantilesW: [value.meanW] } };
}
