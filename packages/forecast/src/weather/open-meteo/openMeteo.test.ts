import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { sharedData } from '../../../../../tools/sharedData.ts';
import { pvSystem } from '../../solar/index.ts';
import { openMeteo } from './openMeteo.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Handler = (url: URL, answer: (status: number, body: unknown, headers?: Record<string, string>) => void) => void;

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    handler(new URL(request.url!, 'http://localhost'), (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Notes how long it was asked to wait, and does not. */
function idleClock() {
  const waits: number[] = [];
  return { waits, now: () => Date.UTC(2026, 9, 1, 12), sleep: async (ms: number) => void waits.push(ms) };
}

const place = { latitudeDeg: -27.6, longitudeDeg: -48.55 };
/** Two hours as the service answers: stamps at the end of the interval, nulls, radiation just below 0. */
const twoHours = {
  latitude: -27.5,
  longitude: -48.5,
  elevation: 9,
  utc_offset_seconds: 0,
  timezone: 'GMT',
  hourly_units: { time: 'unixtime', shortwave_radiation: 'W/m²', temperature_2m: '°C', wind_speed_10m: 'm/s' },
  hourly: {
    time: [1_790_856_000, 1_790_859_600, 1_790_863_200],
    shortwave_radiation: [500, -0.1, null],
    temperature_2m: [20, 22, null],
    wind_speed_10m: [3, null, 5],
  },
};

describe('openMeteo', () => {
  it('asks for days at a place and keys the answer by interval start', async () => {
    let asked: URL | undefined;
    const baseUrl = await serve((url, answer) => {
      asked = url;
      answer(200, twoHours);
    });
    const roof = pvSystem({
      ...place,
      altitudeM: 12,
      arrays: [{ dcCapacityW: 1, tiltDeg: 0, azimuthDeg: 0 }],
      inverter: { acCapacityW: 1 },
    });
    const weather = await openMeteo({ baseUrl, clock: idleClock() }).forecast({
      ...roof.location,
      days: 3,
      stepMs: 3_600_000,
    });
    expect(asked!.pathname).toBe('/v1/forecast');
    expect(Object.fromEntries(asked!.searchParams)).toMatchObject({
      latitude: '-27.6',
      longitude: '-48.55',
      elevation: '12',
      forecast_days: '3',
    });
    expect(asked!.searchParams.has('apikey')).toBe(false);
    expect(weather.series.startMs).toBe((1_790_856_000 - 3_600) * 1000);
    expect(Array.from(weather.series.columns.ghiWm2!)).toEqual([500, 0, Number.NaN]);
    expect(Array.from(weather.series.columns.airTemperatureC!)).toEqual([20, 21, 22]);
    expect(Array.from(weather.series.columns.windSpeedMps!)).toEqual([3, 3, 5]);
    expect(weather).toMatchObject({
      label: 'end',
      kind: 'forecast',
      issuedAtMs: Date.UTC(2026, 9, 1, 12),
      location: { latitudeDeg: -27.5, longitudeDeg: -48.5, altitudeM: 9 },
      source: { licence: 'CC BY 4.0', commercialUse: 'notAllowed' },
    });
  });

  it('asks for quarter hours unless told otherwise', async () => {
    const baseUrl = await serve((url, answer) => {
      expect(url.searchParams.has('minutely_15')).toBe(true);
      const time = [1_790_856_000, 1_790_856_900];
      answer(200, { ...twoHours, hourly: undefined, minutely_15: { time, shortwave_radiation: [1, 2] } });
    });
    const { series } = await openMeteo({ baseUrl }).forecast({ ...place, days: 1 });
    expect(series.stepMs).toBe(900_000);
  });

  it("goes to the customers' servers with a key", async () => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return { status: 200, headers: new Headers(), text: async () => JSON.stringify(twoHours) };
    };
    const service = openMeteo({ fetch, apiKey: 'secret' });
    await service.archive({ ...place, startDate: '2026-01-01', endDate: '2026-01-02' });
    await openMeteo({ fetch }).forecast({ ...place, days: 1 });
    expect(urls[0]).toMatch(/^https:\/\/customer-archive-api\.open-meteo\.com\/v1\/archive\?/);
    expect(urls[1]).toMatch(/^https:\/\/api\.open-meteo\.com\/v1\/forecast\?/);
    expect(service.source.commercialUse).toBe('allowed');
  });

  it('passes on why it was refused, without the key', async () => {
    const baseUrl = await serve((url, answer) =>
      answer(400, { error: true, reason: `Forecast days is invalid for ${url.searchParams.get('apikey')}.` }),
    );
    const asking = openMeteo({ baseUrl, apiKey: 'geheim/1' }).forecast({ ...place, days: 99 });
    const error = await asking.catch((each: unknown) => each);
    expect(error).toMatchObject({
      code: 'WEATHER_REFUSED',
      context: { status: 400, reason: 'Forecast days is invalid for ***.' },
    });
    expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toMatch(/geheim/);
  });

  it('asks again while it is busy, as long as it is told, but not for ever', async () => {
    let asked = 0;
    const baseUrl = await serve((_, answer) => {
      asked++;
      if (asked === 1) answer(429, {}, { 'retry-after': '7' });
      else if (asked === 2) answer(503, 'busy');
      else answer(200, twoHours);
    });
    const clock = idleClock();
    await openMeteo({ baseUrl, clock }).forecast({ ...place, days: 1 });
    expect(clock.waits).toEqual([7_000, 2_000]);

    const always = await serve((_, answer) => answer(429, {}));
    const asking = openMeteo({ baseUrl: always, clock: idleClock(), retries: 2 }).forecast({ ...place, days: 1 });
    await expect(asking).rejects.toMatchObject({ code: 'WEATHER_LIMIT', context: { status: 429 } });
  });

  it('says that nobody answered', async () => {
    const asking = openMeteo({ baseUrl: 'http://127.0.0.1:1', clock: idleClock(), apiKey: 'geheim' }).forecast({
      ...place,
      days: 1,
    });
    const error = (await asking.catch((each: unknown) => each)) as Error;
    expect(error).toMatchObject({ code: 'WEATHER_UNAVAILABLE' });
    expect(error.message).not.toContain('geheim');
  });

  it('stops when it is told to', async () => {
    const baseUrl = await serve(() => {});
    const controller = new AbortController();
    const asking = openMeteo({ baseUrl }).forecast({ ...place, days: 1, signal: controller.signal });
    controller.abort();
    await expect(asking).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it.each([
    ['no JSON', '<html>', 'WEATHER_ANSWER'],
    ['no block', { ...twoHours, hourly: undefined }, 'WEATHER_ANSWER'],
    ['no variable', { ...twoHours, hourly: { time: twoHours.hourly.time } }, 'WEATHER_ANSWER'],
    ['a gap in the stamps', { ...twoHours, hourly: { ...twoHours.hourly, time: [0, 3600, 9000] } }, 'WEATHER_ANSWER'],
    ['too few numbers', { ...twoHours, hourly: { ...twoHours.hourly, temperature_2m: [1] } }, 'WEATHER_ANSWER'],
    [
      'text for a number',
      { ...twoHours, hourly: { ...twoHours.hourly, temperature_2m: ['1', '2', '3'] } },
      'WEATHER_ANSWER',
    ],
    ['another unit', { ...twoHours, hourly_units: { temperature_2m: 'm/s' } }, 'WEATHER_UNIT'],
  ])('says what is wrong with an answer: %s', async (_, body, code) => {
    const baseUrl = await serve((_url, answer) => answer(200, body));
    await expect(openMeteo({ baseUrl }).forecast({ ...place, days: 1 })).rejects.toMatchObject({ code });
  });

  const data = sharedData('data/open-meteo');
  it.skipIf(data === undefined)('reads a real year of the archive, local times with an offset', async () => {
    const body = gunzipSync(readFileSync(`${data}/archive_sao_paulo_2023.json.gz`)).toString();
    const baseUrl = await serve((_, answer) => answer(200, body));
    const weather = await openMeteo({ baseUrl }).archive({
      latitudeDeg: -23.55,
      longitudeDeg: -46.63,
      startDate: '2023-01-01',
      endDate: '2023-12-31',
    });
    expect(weather.kind).toBe('reanalysis');
    expect(weather.issuedAtMs).toBeUndefined();
    expect(weather.location?.latitudeDeg).toBe(-23.514938);
    expect(weather.series.startMs).toBe(Date.UTC(2023, 0, 1, 2));
    expect(weather.series.columns.airTemperatureC).toHaveLength(8_760);
    // km/h in the file
    expect(Math.max(...weather.series.columns.windSpeedMps!)).toBeLessThan(15);
  });

  it.skipIf(data === undefined)('reads a real ensemble of 40 members', async () => {
    const body = readFileSync(`${data}/ensemble_icon_seamless.json`, 'utf8');
    const baseUrl = await serve((_, answer) => answer(200, body));
    const { members } = await openMeteo({ baseUrl }).ensemble({
      latitudeDeg: 48.5,
      longitudeDeg: 12.25,
      days: 1,
      model: 'icon_seamless',
    });
    expect(members).toHaveLength(40);
    const answer = JSON.parse(body) as { hourly: Record<string, (number | string)[]> };
    expect(members[39]!.series.columns.ghiWm2![3]).toBe(answer.hourly.shortwave_radiation_member39![3]);
    expect(members[0]!.series.startMs).toBe(Date.parse(`${answer.hourly.time![0]}Z`) - 3_600_000);
  });
});
