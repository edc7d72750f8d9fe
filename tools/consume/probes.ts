/** Small programs that use what needs more than an import to prove: stores, workers, sockets. Run against the tarballs. */
export const probes: Record<string, string> = {
  'SQLite store keeps a reading through its worker': `
import { openSqliteStore } from '@usina/core/sqlite';
const store = await openSqliteStore({ file: 'probe.db', portfolioId: 'probe' });
await store.append([{ assetId: 'a', atMs: 1000, receivedAtMs: 1000, source: 'probe', values: { acPowerW: 5 } }]);
const latest = await store.latest({ assetId: 'a' });
if (latest?.values.acPowerW !== 5) throw new Error(JSON.stringify(latest));
await store.close();
`,
};
