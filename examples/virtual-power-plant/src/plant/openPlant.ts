import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portfolio } from '@usina/core';
import { createSeries } from '@usina/core/series';
import { openSqliteStore } from '@usina/core/sqlite';
import type { TelemetryStore } from '@usina/core/store';
import { createVirtualClock, type VirtualClock } from '@usina/core/time';
import { createFleet, type Fleet } from '@usina/devices';
import { simulatedMeter } from '@usina/devices/mqtt';
import { type Simulator, startSimulator } from '@usina/devices/simulator';
import { sunspec } from '@usina/devices/sunspec';
import { createOpened } from '../cli/opened.ts';
import type { Run } from '../Run.ts';
import type { Scenario } from '../Scenario.ts';

/** The simulated machines on real sockets, the fleet that reads them and the store that keeps what was read. */
export interface Plant {
  portfolio: Portfolio;
  clock: VirtualClock;
  simulator: Simulator;
  fleet: Fleet;
  store: TelemetryStore;
  close(): Promise<void>;
}

/** How long a device is waited for that may never answer. On loopback an answer takes about a millisecond. */
const unansweredMs = 40;
/** Long enough for any pause of a busy machine where a gateway tells every silence. */
const gatewayMs = 3_000;

/** Starts the devices of a scenario, connects to them and opens the store. Closes what it opened when one of them fails. */
export async function openPlant(scenario: Scenario, { options, folder }: Run): Promise<Plant> {
  const { startMs, stepMs, silence } = scenario;
  const clock = createVirtualClock({ startMs });
  const opened = createOpened();
  try {
    const simulator = await startSimulator({
      clock,
      devices: scenario.inverters.map(({ assetId, columns }, index) => ({
        kind: 'sunspec-inverter',
        assetId,
        data: createSeries({ startMs, stepMs, columns: sunspecColumns(columns) }),
        silence,
        port: options.modbusPort === 0 ? 0 : options.modbusPort + index,
      })),
      meters: scenario.meters.map(({ assetId, columns }) => ({
        assetId,
        data: createSeries({ startMs, stepMs, columns }),
      })),
      brokerPort: options.mqttPort,
    });
    opened.keep(simulator);
    const portfolio = scenario.portfolio(simulator.endpoints);
    await mkdir(join(folder, 'telemetry'));
    const store = await openSqliteStore({
      file: join(folder, 'telemetry', 'plant.db'),
      portfolioId: portfolio.portfolioId,
    });
    opened.keep(store);
    const timeoutMs = silence === 'gateway' ? gatewayMs : unansweredMs;
    const fleet = createFleet({ portfolio, drivers: [sunspec, simulatedMeter], clock, timeoutMs });
    opened.keep(fleet);
    return { portfolio, clock, simulator, fleet, store, close: opened.close };
  } catch (error) {
    throw await opened.closeFor(error);
  }
}

/** What SunSpec's inverter models can carry: energy since midnight has no register there. */
function sunspecColumns({ energyTodayWh: _, ...columns }: Scenario['inverters'][number]['columns']) {
  return columns;
}
