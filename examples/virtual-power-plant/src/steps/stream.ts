import type { Series } from '@usina/core/series';
import { namesOf } from '../cli/wording.ts';
import { historyOf } from '../plant/history.ts';
import type { Plant } from '../plant/openPlant.ts';
import { replay, windowMs } from '../plant/replay.ts';
import type { Run } from '../Run.ts';
import type { Scenario } from '../Scenario.ts';
import { compareReadBack } from './readBack.ts';

/** What came over the wire, from the store: by asset, on the grid, counters as registers. */
export type History = ReadonlyMap<string, Series>;

/** Asks every machine who it is. */
export async function discover({ fleet, simulator }: Plant, { narrator }: Run): Promise<void> {
  const found = await fleet.discover();
  const answered = found.filter(({ ok }) => ok).length;
  const urls = [...simulator.endpoints.values()];
  const modbus = urls.filter((url) => url.startsWith('modbus-tcp'));
  narrator.say(
    `${answered} of ${found.length} machines answered: ${modbus.length} SunSpec inverters on Modbus TCP (${modbus[0]} …), ${urls.length - modbus.length} meters over MQTT`,
  );
  const silent = found.filter(({ ok }) => !ok).map(({ assetId }) => assetId);
  if (silent.length > 0) narrator.say(`Silent at this hour, as its record is or by a fault: ${namesOf(silent)}`);
  const first = found.find(({ ok }) => ok);
  if (first?.ok) narrator.say(`${first.assetId}: ${first.maker} ${first.model}, serial ${first.serial}`);
}

/** Streams the scenario through sockets, windows and store, and reads it back from there. */
export async function stream(scenario: Scenario, plant: Plant, run: Run): Promise<History> {
  const { narrator } = run;
  const startedMs = performance.now();
  const told = await replay(scenario, plant, run);
  const seconds = (performance.now() - startedMs) / 1000;
  narrator.say(
    `${told.readings} readings (${told.points} points) of ${scenario.length} stamps in ${seconds.toFixed(1)} s; ${told.silences} times a machine did not answer; ${told.stored} readings stored`,
  );
  narrator.say(
    `${told.windows} windows of ${windowMs(scenario) / 60_000} min for the portfolio: ${(told.portfolioWh / 1e6).toFixed(3)} MWh from AC power, coverage ${(100 * told.coverage).toFixed(1)} %, ${told.late} late readings`,
  );
  const history = new Map<string, Series>();
  for (const { assetId, columns } of [...scenario.inverters, ...scenario.meters]) {
    history.set(
      assetId,
      await historyOf(
        plant.store,
        scenario,
        assetId,
        Object.keys(columns).filter((point) => point !== 'energyTodayWh'),
        run.signal,
      ),
    );
  }
  const { rows, lost, worstAcW, worstEnergyWh } = compareReadBack(scenario.inverters, history);
  narrator.say(
    `${rows} inverter rows read back, ${lost} lost; worst AC ${worstAcW.toFixed(1)} W, worst life-time energy ${worstEnergyWh.toFixed(1)} Wh from what the machines held`,
  );
  return history;
}
