import { definePortfolio } from '@usina/core';
import { createSeries } from '@usina/core/series';
import { localDateOf } from '@usina/core/time';
import type { AgreementInput, Scenario } from '../Scenario.ts';
import type { PlantData } from './PlantData.ts';
import type { PlantJson } from './plantJson.ts';

export interface RecordedScenario extends Scenario {
  siteId: string;
  dcCapacityW: number | undefined;
}

export interface RecordedOptions {
  data: PlantData;
  plant: PlantJson;
  /** Whether prices were given: then the energy is valued as if all of it were sold at the spot price. */
  priced: boolean;
}

/** A recorded plant as a portfolio of one site. What neither the files nor `plant.json` say stays unsaid. */
export function recordedScenario({ data, plant, priced }: RecordedOptions): RecordedScenario {
  const { startMs, stepMs, length } = data;
  const siteId = data.name;
  const timeZone = plant.timeZone ?? 'UTC';
  const notices = [
    `Recorded: every row of ${data.sources.generation} was served by a simulated SunSpec inverter over Modbus TCP and read back.`,
    ...(plant.timeZone ? [] : ['The time zone of the plant is not stated: its wall clock is used as it stands.']),
    ...(plant.dcCapacityW ? [] : ['No nameplate is stated: figures that need one answer insufficient data.']),
    ...(priced
      ? [
          'Hypothetical: the plant has no contract in the data. Its energy is valued as if all of it were sold at the spot price.',
        ]
      : []),
  ];
  const inverters = [...data.inverters].map(([assetId, { acPowerW, dcPowerW, energyWh, energyTodayWh }]) => ({
    assetId,
    columns: { acPowerW, dcPowerW, energyWh, energyTodayWh },
  }));
  const { poaWm2, airTemperatureC, moduleTemperatureC } = data.weather;
  return {
    title: plant.name ?? data.name,
    lead: `${inverters.length} recorded inverters and a weather sensor, ${localDateOf(startMs, timeZone)} to ${localDateOf(startMs + stepMs * (length - 1), timeZone)}`,
    notices,
    timeZone,
    startMs,
    stepMs,
    length,
    inverters,
    meters: [],
    weather: new Map([
      [siteId, createSeries({ startMs, stepMs, columns: { poaWm2, airTemperatureC, moduleTemperatureC } })],
    ]),
    siteId,
    dcCapacityW: plant.dcCapacityW,
    portfolio: (urls) =>
      definePortfolio({
        portfolioId: siteId,
        name: plant.name ?? data.name,
        parties: [
          { id: 'owner', name: 'Owner (not stated)', roles: ['owner', 'seller'] },
          ...(priced ? [{ id: 'market', name: 'Spot market (hypothetical)', roles: ['buyer' as const] }] : []),
        ],
        sites: [
          {
            id: siteId,
            name: plant.name ?? data.name,
            ...coordinates(plant),
            timeZone,
            submarket: priced ? 'SUDESTE' : 'unknown',
            marketRoute: priced ? 'hypothetical' : 'unknown',
            ownerId: 'owner',
          },
        ],
        assets: inverters.map(({ assetId }) => ({
          id: assetId,
          siteId,
          kind: 'inverter' as const,
          nameplate: plant.inverters?.[assetId] ?? {},
          connection: urls.has(assetId) ? { driver: 'sunspec', url: urls.get(assetId)! } : undefined,
        })),
        agreements: priced
          ? [
              spotSale(
                inverters.map(({ assetId }) => assetId),
                timeZone,
                startMs,
                startMs + stepMs * (length - 1),
              ),
            ]
          : [],
      }),
  };
}

function coordinates({ latitudeDeg, longitudeDeg, altitudeM }: PlantJson) {
  return latitudeDeg === undefined || longitudeDeg === undefined
    ? {}
    : { latitudeDeg, longitudeDeg, ...(altitudeM === undefined ? {} : { altitudeM }) };
}

/** The whole output at the spot price, for the days that were recorded. */
function spotSale(meters: string[], timeZone: string, startMs: number, lastMs: number): AgreementInput {
  return {
    id: 'hypothetical-spot-sale',
    kind: 'mcpDifference',
    parties: { participant: 'owner', market: 'market' },
    meters,
    term: { startDate: localDateOf(startMs, timeZone), endDate: localDateOf(lastMs + 86_400_000, timeZone), timeZone },
    terms: {
      submarkets: [{ submarket: 'SUDESTE', generation: meters.map((meterId) => ({ meterId, point: 'energyWh' })) }],
      minimumCoverage: 0.8,
    },
  };
}
