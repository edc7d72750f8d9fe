/** Small programs that use what needs more than an import to prove: stores, workers, sockets. Run against the tarballs. */
export const probes: Record<string, string> = {
  'SQLite store keeps a reading through its worker': `
import { openSqliteStore } from '@usina/core/sqlite';
const store = await openSqliteStore({ file: 'probe.db', portfolioId: 'probe' });
await store.append([{ assetId: 'a', atMs: 1000, receivedAtMs: 1000, source: 'probe', values: { acPowerW: 5 } }]);
const latest = await store.latest({ assetId: 'a' });
if (latest.acPowerW?.value !== 5) throw new Error(JSON.stringify(latest));
await store.close();
`,
  'a job runs in a worker thread': `
import { writeFileSync } from 'node:fs';
import { createNodeJobPool } from '@usina/core/jobs/node';
import { defineJob } from '@usina/core/jobs';
writeFileSync('double.mjs', 'export default async function run(input) { return 2 * input; }');
const job = defineJob({ id: 'double', module: new URL('./double.mjs', import.meta.url).href });
const pool = createNodeJobPool({ workers: 1 });
const doubled = await pool.run(job, { input: 21 });
if (doubled !== 42) throw new Error(String(doubled));
await pool.close();
`,
  'a forest grows in workers': `
import { binnedForest, makeImbalanced, modelFromBytes, trainClassifier } from '@usina/core/forest';
import { createNodeJobPool } from '@usina/core/jobs/node';
const { features, labels } = makeImbalanced({ rows: 500, rate: 0.2, seed: 1 });
const runner = createNodeJobPool({ workers: 2 });
const options = { features, labels, seed: 1 };
const there = await trainClassifier({ ...options, trainer: binnedForest({ trees: 20, runner }) });
const here = await trainClassifier({ ...options, trainer: binnedForest({ trees: 20 }) });
await runner.close();
const loaded = modelFromBytes(there.toBytes()).model;
const same = String(loaded.predictProbability(features)) === String(here.predictProbability(features));
if (!same) throw new Error('workers grew other trees');
`,
  'a fleet reads a simulated inverter and a meter over sockets': `
import { definePortfolio } from '@usina/core';
import { createFleet } from '@usina/devices';
import { simulatedMeter } from '@usina/devices/mqtt';
import { startSimulator } from '@usina/devices/simulator';
import { sunspec } from '@usina/devices/sunspec';
const simulator = await startSimulator({
  devices: [{ kind: 'sunspec-inverter', assetId: 'roof', data: () => ({ acPowerW: 4200 }), largest: { acPowerW: 6000 } }],
  meters: [{ assetId: 'meter', data: () => ({ acPowerW: -300 }) }],
});
const at = (assetId, driver) => ({ driver, url: simulator.endpoints.get(assetId) });
const fleet = createFleet({
  portfolio: definePortfolio({
    portfolioId: 'p', name: 'p', parties: [{ id: 'o', name: 'o', roles: ['owner'] }],
    sites: [{ id: 's', name: 's', timeZone: 'UTC', submarket: 'SUDESTE', marketRoute: 'GD', ownerId: 'o' }],
    assets: [
      { id: 'roof', siteId: 's', kind: 'inverter', nameplate: {}, connection: at('roof', 'sunspec') },
      { id: 'meter', siteId: 's', kind: 'meter', nameplate: { measures: 'load' }, connection: at('meter', 'simulated-meter') },
    ],
  }),
  drivers: [sunspec, simulatedMeter],
});
await fleet.discover();
await simulator.tick();
const powers = (await fleet.poll()).map(({ values }) => values.acPowerW);
if (String(powers) !== '4200,-300') throw new Error(String(powers));
await fleet.close();
await simulator.close();
`,
};
