import type { PriceSeries } from '@usina/core';
import { mapPricesToWallClock, priceEvidence } from '@usina/market/prices';
import { counted } from '../cli/wording.ts';
import { begin, type Run } from '../Run.ts';
import { endMsOf, type Notice, noticeOf } from '../Scenario.ts';
import { readPlantJson } from './plantJson.ts';
import { readPlantFolder, sourceKeys } from './readPlantFolder.ts';
import { readPrices } from './readPrices.ts';
import { defaultSubmarket, type RecordedScenario, recordedScenario } from './recordedScenario.ts';

const dayMs = 86_400_000;

/** A recorded plant, and the prices that value it where some were given. */
export interface Recorded {
  scenario: RecordedScenario;
  prices: PriceSeries | undefined;
}

/** Reads the files of a recorded plant and says what they hold. Nothing is opened before all of it is known to be sound. */
export async function readRecorded(folder: string, run: Run): Promise<Recorded> {
  const { narrator, options } = run;
  await begin(run, `Read ${folder}`);
  const plantJson = await readPlantJson(folder, () => sourceKeys(folder));
  const data = await readPlantFolder(folder, plantJson.timeZone);
  const scenario = recordedScenario({ data, plant: plantJson, priced: options.prices !== undefined });
  const prices = options.prices === undefined ? undefined : await pricesOf(scenario, options.prices);
  scenario.notices.push(...(prices?.notices ?? []));
  narrator.title(`${scenario.title}: ${scenario.lead}`);
  narrator.notices(scenario.notices);
  const rows = [...data.inverters.values()].reduce((sum, record) => sum + record.rows, 0);
  narrator.say(
    `${counted(rows, 'row')} of ${counted(data.inverters.size, 'inverter')}, ${data.weather.rows} of the weather sensor; ${data.silentStamps} of ${data.length} stamps have no row at all`,
  );
  return { scenario, prices: prices?.value };
}

/** Prices of the plant's own submarket; without one, of another country's market by the wall clock. */
async function pricesOf(scenario: RecordedScenario, path: string): Promise<{ value: PriceSeries; notices: Notice[] }> {
  const margin = 2 * dayMs;
  const prices = await readPrices({
    path,
    submarket: scenario.submarket ?? defaultSubmarket,
    startMs: scenario.startMs - margin,
    endMs: endMsOf(scenario) + margin,
  });
  const { value, evidence } =
    scenario.submarket === undefined && scenario.timeZone !== 'America/Sao_Paulo'
      ? mapPricesToWallClock({ prices, toTimeZone: scenario.timeZone })
      : { value: prices, evidence: priceEvidence(prices) };
  return { value, notices: (evidence.notes ?? []).map(noticeOf) };
}
