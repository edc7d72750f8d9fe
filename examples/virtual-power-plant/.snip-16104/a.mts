import { definePortfolio } from '@usina/core';
import { openSqliteStore } from '@usina/core/sqlite';
import { rollUp, toEnergy, windowed } from '@usina/core/streams';
import { createVirtualClock } from '@usina/core/time';
import { createFleet } from '@usina/devices';
import { startSimulator } from '@usina/devices/simulator';
import { sunspec } from '@usina/devices/sunspec';

const clock = createVirtualClock({ startMs: Date.parse('2026-10-01T15:00:00Z') });            // a day passes in no time
const simulator = await startSimulator({
  clock,
  devices: [{ kind: 'sunspec-inverter', assetId: 'inverter-7', data: () => ({ acPowerW: 4_200 }), largest: { acPowerW: 6_000 } }],
});
const portfolio = definePortfolio({
  portfolioId: 'demo', name: 'One roof', parties: [{ id: 'ana', name: 'Ana', roles: ['owner'] }],
  sites: [{ id: 'roof', name: 'Roof', timeZone: 'America/Sao_Paulo', submarket: 'SUDESTE', marketRoute: 'GD', ownerId: 'ana' }],
  assets: [{
    id: 'inverter-7', siteId: 'roof', kind: 'inverter', nameplate: { acCapacityW: 6_000 },
    connection: { driver: 'sunspec', url: simulator.endpoints.get('inverter-7')! },            // modbus-tcp://127.0.0.1:40123/1
  }],
});

const fleet = createFleet({ portfolio, drivers: [sunspec], clock });
const store = await openSqliteStore({ file: 'plant.db', portfolioId: portfolio.portfolioId });

fleet.readings.subscribe(store.writer());
fleet.readings
  .pipe(windowed({ everyMs: 900_000, latenessMs: 120_000 }), toEnergy(), rollUp(portfolio))
  .subscribe(({ scope, startMs, energyWh, coverage }) => {
    if (scope.kind === 'portfolio' && coverage > 0) console.log(scope.id, new Date(startMs).toISOString(), energyWh, coverage);
  });
fleet.status.subscribe(({ assetId, state, reason }) => console.log(assetId, state, reason ?? ''));

for (let minute = 0; minute <= 30; minute += 1) {
  await clock.advanceTo(Date.parse('2026-10-01T15:00:00Z') + minute * 60_000);
  await fleet.poll();                                                                          // or pollEveryMs in createFleet
}
await fleet.close();
await store.close();
await simulator.close();
