import { throwIfAborted } from '@usina/core/errors';
import type { Clock } from '@usina/core/time';
import { WeatherError } from '../WeatherError.ts';
import { OpenMeteoRefusal } from './OpenMeteoAnswer.ts';

/** The part of `fetch` that is used. */
export type Fetch = (
  url: string,
  init: { signal?: AbortSignal },
) => Promise<{ status: number; headers: { get(name: string): string | null }; text(): Promise<string> }>;

export interface AskOptions {
  fetch: Fetch;
  url: string;
  /** Taken out of every message. */
  apiKey: string | undefined;
  clock: Clock;
  /** How often a question is asked again after 429, 5xx or no answer. */
  retries: number;
  /** How long one answer may take. [ms] */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

const LONGEST_WAIT_MS = 60_000;

/**
 * Asks, and asks again with growing pauses (1 s, 2 s, 4 s … or what `Retry-After` says, at most a minute) while the service
 * is busy. Resolves with the parsed JSON. Neither messages nor contexts hold the API key.
 */
export async function askOpenMeteo(options: AskOptions): Promise<unknown> {
  const { clock, retries, signal } = options;
  for (let attempt = 0; ; attempt++) {
    throwIfAborted(signal, 'A question to Open-Meteo');
    const answer = await askOnce(options);
    if (answer.ok) return answer.json;
    if (!answer.again || attempt >= retries) throw answer.error;
    await clock.sleep(Math.min(answer.waitMs ?? 1000 * 2 ** attempt, LONGEST_WAIT_MS), signal);
  }
}

type Answer =
  | { ok: true; json: unknown }
  | { ok: false; again: boolean; waitMs?: number | undefined; error: WeatherError };

async function askOnce({ fetch, url, apiKey, signal, timeoutMs }: AskOptions): Promise<Answer> {
  const hide = (text: string) =>
    apiKey ? text.replaceAll(apiKey, '***').replaceAll(encodeURIComponent(apiKey), '***') : text;
  const where = hide(url);
  let status: number;
  let retryAfter: string | null;
  let text: string;
  try {
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    text = await response.text();
  } catch (cause) {
    throwIfAborted(signal, 'A question to Open-Meteo');
    const reason = hide(rootMessage(cause));
    const message = `Open-Meteo did not answer (${reason}). Asked ${where}. Check the network and the address.`;
    return {
      ok: false,
      again: true,
      error: new WeatherError('WEATHER_UNAVAILABLE', message, { context: { url: where, reason } }),
    };
  }
  const context = { url: where, status };
  if (status === 429) {
    const message = `Open-Meteo refused for too many questions (429). Asked ${where}. Wait, or use a plan with an API key.`;
    return {
      ok: false,
      again: true,
      waitMs: seconds(retryAfter),
      error: new WeatherError('WEATHER_LIMIT', message, { context }),
    };
  }
  if (status >= 500) {
    const message = `Open-Meteo failed with status ${status}. Asked ${where}. Try again later.`;
    return {
      ok: false,
      again: true,
      waitMs: seconds(retryAfter),
      error: new WeatherError('WEATHER_UNAVAILABLE', message, { context }),
    };
  }
  const json = parse(text);
  if (status >= 200 && status < 300 && json !== undefined) return { ok: true, json };
  const refusal = OpenMeteoRefusal.safeParse(json);
  const reason = refusal.success ? hide(refusal.data.reason) : undefined;
  const error =
    reason === undefined
      ? new WeatherError(
          'WEATHER_ANSWER',
          `Open-Meteo answered status ${status} and no JSON that is known. Asked ${where}.`,
          { context },
        )
      : new WeatherError('WEATHER_REFUSED', `Open-Meteo refused (${status}): ${reason} Asked ${where}.`, {
          context: { ...context, reason },
        });
  return { ok: false, again: false, error };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function seconds(retryAfter: string | null): number | undefined {
  const value = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value * 1000 : undefined;
}

/** `fetch failed` hides the reason in its cause. */
function rootMessage(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  if (!(deepest instanceof Error)) return String(deepest);
  return deepest.message || (deepest as { code?: string }).code || deepest.name;
}
