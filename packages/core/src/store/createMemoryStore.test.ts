import { describe, expect, it } from 'vitest';
import { storeReading } from '../testing/storeReading.ts';
import { telemetryStoreConformance } from '../testing/telemetryStoreConformance.ts';
import { createMemoryStore } from './createMemoryStore.ts';

telemetryStoreConformance({ name: 'memory', open: async () => createMemoryStore(), describe, it });

describe('createMemoryStore', () => {
  it('has the newest value at hand', async () => {
    const store = createMemoryStore();
    await store.append([
      { assetId: 'inv-1', atMs: 0, receivedAtMs: 5, source: 'sunspec', values: { acPowerW: 4_200 } },
    ]);
    expect((await store.latest({ assetId: 'inv-1' })).acPowerW?.value).toBe(4200);
  });

  it('refuses more than it may hold', async () => {
    const store = createMemoryStore({ maxReadings: 2 });
    await store.append([storeReading(), storeReading({ atMs: 1 })]);
    await expect(store.append([storeReading({ atMs: 2 })])).rejects.toMatchObject({
      code: 'STORE_FULL',
      context: { held: 2, more: 1, maxReadings: 2 },
    });
  });
});
