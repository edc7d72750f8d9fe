import { type Clock, systemClock } from '@usina/core/time';
import type { Weather, WeatherEnsemble, WeatherSource } from '../Weather.ts';
import { askOpenMeteo, type Fetch } from './askOpenMeteo.ts';
import { readOpenMeteo } from './readOpenMeteo.ts';
import { openMeteoVariables } from './variables.ts';

export interface OpenMeteoOptions {
  /** @defaultValue the runtime's */
  fetch?: Fetch;
  /** Key of a paid plan: uses the customers' servers, which may be used in a business. */
  apiKey?: string | undefined;
  /** Takes the place of Open-Meteo's servers, for a copy of your own: `http://127.0.0.1:8080`. */
  baseUrl?: string | undefined;
  /** @defaultValue the machine's */
  clock?: Clock;
  /** How often a busy service is asked again. @defaultValue 3 */
  retries?: number;
  /** How long one answer may take. [ms] @defaultValue 30000 */
  timeoutMs?: number;
}

/** A place and what to ask for it. */
export interface OpenMeteoPlace {
  /** North positive. [°] */
  latitudeDeg: number;
  /** East positive. [°] */
  longitudeDeg: number;
  /** Corrects temperatures for the height. [m] @defaultValue that of the service's terrain model */
  altitudeM?: number | undefined;
  /** One of Open-Meteo's models, such as `icon_seamless`. @defaultValue the service's choice */
  model?: string;
  signal?: AbortSignal | undefined;
}

export interface OpenMeteoForecastOptions extends OpenMeteoPlace {
  /** Days from today (UTC), 1 to 16. */
  days: number;
  /** Days before today, 0 to 92. @defaultValue 0 */
  pastDays?: number;
  /** 15 minutes or an hour. [ms] @defaultValue 900000 */
  stepMs?: 900_000 | 3_600_000;
}

export interface OpenMeteoArchiveOptions extends OpenMeteoPlace {
  /** First day, UTC, `YYYY-MM-DD`. */
  startDate: string;
  /** Last day, included. */
  endDate: string;
}

export interface OpenMeteoEnsembleOptions extends OpenMeteoPlace {
  /** Days from today (UTC), 1 to 35. */
  days: number;
  /** The ensemble: `icon_seamless` has 40 members. */
  model: string;
}

/** Weather of Open-Meteo. Holds nothing open. */
export interface OpenMeteo {
  readonly source: WeatherSource;
  /** The newest forecast; `issuedAtMs` is when it was asked, since the service does not name the run. */
  forecast(options: OpenMeteoForecastOptions): Promise<Weather>;
  /** Reanalysis of the past by the hour: not what was known then. */
  archive(options: OpenMeteoArchiveOptions): Promise<Weather>;
  /** Equally likely courses by the hour, the control run first. */
  ensemble(options: OpenMeteoEnsembleOptions): Promise<WeatherEnsemble>;
}

const hosts = { forecast: 'api', archive: 'archive-api', ensemble: 'ensemble-api' } as const;

/**
 * The weather service open-meteo.com. Data is CC BY 4.0; without an API key the terms allow non-commercial use only, which
 * `source.commercialUse` says.
 *
 * Its calls reject with a `WeatherError`: `WEATHER_REFUSED` with the service's reason, `WEATHER_LIMIT`,
 * `WEATHER_UNAVAILABLE`, `WEATHER_ANSWER`, `WEATHER_UNIT`; or with `ABORTED`. The key is in none of them.
 *
 * @example
 * const weather = await openMeteo().forecast({ latitudeDeg: -27.6, longitudeDeg: -48.55, days: 3 });
 */
export function openMeteo(options: OpenMeteoOptions = {}): OpenMeteo {
  const { apiKey, baseUrl, clock = systemClock, retries = 3, timeoutMs = 30_000 } = options;
  const source = sourceOf(apiKey);
  const ask = (service: keyof typeof hosts, place: OpenMeteoPlace, parameters: Record<string, string | number>) => {
    const host = baseUrl?.replace(/\/+$/, '') ?? `https://${apiKey ? 'customer-' : ''}${hosts[service]}.open-meteo.com`;
    const query = new URLSearchParams({
      latitude: String(place.latitudeDeg),
      longitude: String(place.longitudeDeg),
      timeformat: 'unixtime',
      timezone: 'GMT',
      wind_speed_unit: 'ms',
      ...(place.altitudeM === undefined ? {} : { elevation: String(place.altitudeM) }),
      ...(place.model === undefined ? {} : { models: place.model }),
      ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
      ...(apiKey ? { apikey: apiKey } : {}),
    });
    return askOpenMeteo({
      fetch: options.fetch ?? (globalThis.fetch as Fetch),
      url: `${host}/v1/${service}?${query}`,
      apiKey,
      clock,
      retries,
      timeoutMs,
      signal: place.signal,
    });
  };
  return {
    source,
    async forecast({ days, pastDays = 0, stepMs = 900_000, ...place }) {
      const variables = { [stepMs === 900_000 ? 'minutely_15' : 'hourly']: asked };
      const issuedAtMs = clock.now();
      const answer = await ask('forecast', place, { ...variables, forecast_days: days, past_days: pastDays });
      return readOpenMeteo(answer, { kind: 'forecast', source, issuedAtMs }).members[0]!;
    },
    async archive({ startDate, endDate, ...place }) {
      const answer = await ask('archive', place, { hourly: asked, start_date: startDate, end_date: endDate });
      return readOpenMeteo(answer, { kind: 'reanalysis', source }).members[0]!;
    },
    async ensemble({ days, ...place }) {
      const issuedAtMs = clock.now();
      const answer = await ask('ensemble', place, { hourly: asked, forecast_days: days });
      return readOpenMeteo(answer, { kind: 'forecast', source, issuedAtMs });
    },
  };
}

const asked = openMeteoVariables.map(({ names }) => names[0]).join(',');

function sourceOf(apiKey: string | undefined): WeatherSource {
  return {
    id: 'open-meteo',
    licence: 'CC BY 4.0',
    commercialUse: apiKey ? 'allowed' : 'notAllowed',
    terms: apiKey
      ? "Plan with an API key: commercial use by the customer's contract, https://open-meteo.com/en/pricing."
      : 'Free access: non-commercial use only, below 10,000 calls a day, https://open-meteo.com/en/terms.',
    attribution: 'Weather data by Open-Meteo.com (https://open-meteo.com/), CC BY 4.0',
  };
}
