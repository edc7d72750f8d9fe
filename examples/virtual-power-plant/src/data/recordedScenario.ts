import { definePortfolio } from '@usina/core';
import { createSeries } from '@usina/core/series';
import { localDateOf } from '@usina/core/time';
import { counted } from '../cli/wording.ts';
import type { AgreementInput, Notice, Scenario } from '../Scenario.ts';
import type { PlantData } from './PlantData.ts';
import type { PlantJson } from './plantJson.ts';

export interface RecordedScenario extends Scenario {
  siteId: string;
  /** As `plant.json` says it, or the sum of its inverters. */
  dcCapacityW: number | undefined;
  /** Of Brazil's market, where `plant.json` says that the plant lies in one. */
  submarket: string | undefined;
  temperatureCoefficientPerC: number | undefined;
  /** By inverter, where `plant.json` says it. */
  inverterDcCapacityW: ReadonlyMap<string, number>;
}

/** Whose prices value a plant that names no submarket of its own. */
export const defaultSubmarket = 'SUDESTE';

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
  const { timeZone } = data;
  const inverterDcCapacityW = capacities(plant);
  const dcCapacityW = plant.dcCapacityW ?? total(inverterDcCapacityW, data.inverters.size);
  const inBrazil =
    plant.timeZone === 'America/Sao_Paulo' ? `${defaultSubmarket} (its submarket is not stated)` : undefined;
  const notices = noticesOf({ data, dcCapacityW, priced, submarket: plant.submarket ?? inBrazil });
  const inverters = [...data.inverters].map(([assetId, { acPowerW, dcPowerW, energyWh, energyTodayWh }]) => ({
    assetId,
    columns: { acPowerW, dcPowerW, energyWh, energyTodayWh },
  }));
  const { poaWm2, airTemperatureC, moduleTemperatureC } = data.weather;
  return {
    title: plant.name ?? data.name,
    lead: `${counted(inverters.length, 'recorded inverter')} and a weather sensor, ${localDateOf(startMs, timeZone)} to ${localDateOf(startMs + stepMs * (length - 1), timeZone)}`,
    notices,
    timeZone,
    startMs,
    stepMs,
    length,
    inverters,
    // a record may be silent for days: waiting for each stamp would take minutes, and a busy machine would miss answers
    silence: 'gateway',
    meters: [],
    weather: new Map([
      [siteId, createSeries({ startMs, stepMs, columns: { poaWm2, airTemperatureC, moduleTemperatureC } })],
    ]),
    siteId,
    dcCapacityW,
    submarket: plant.submarket,
    temperatureCoefficientPerC: plant.temperatureCoefficientPerC,
    inverterDcCapacityW,
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
            submarket: plant.submarket ?? (priced ? defaultSubmarket : 'unknown'),
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
                plant.submarket ?? defaultSubmarket,
                timeZone,
                startMs,
                startMs + stepMs * (length - 1),
              ),
            ]
          : [],
      }),
  };
}

function noticesOf(known: {
  data: PlantData;
  dcCapacityW: number | undefined;
  priced: boolean;
  submarket: string | undefined;
}): Notice[] {
  const { data, dcCapacityW, priced, submarket } = known;
  const notices = [
    {
      label: 'Recorded',
      text: `every row of ${data.sources.generation} was served by a simulated SunSpec inverter over Modbus TCP and read back.`,
    },
  ];
  if (data.zoneFrom === 'nothing')
    notices.push({ label: 'Time zone', text: 'not stated. The wall clock is used as it stands, as if it were UTC.' });
  if (dcCapacityW === undefined)
    notices.push({ label: 'Nameplate', text: 'not stated. Figures that need one answer insufficient data.' });
  if (priced)
    notices.push({
      label: 'Hypothetical',
      text: `the data hold no contract. The energy is valued as if all of it were sold at the spot price${submarket ? ` of ${submarket}` : ' of another country'}.`,
    });
  return notices;
}

function capacities({ inverters = {} }: PlantJson): Map<string, number> {
  return new Map(
    Object.entries(inverters).flatMap(([key, { dcCapacityW }]) =>
      dcCapacityW === undefined ? [] : [[key, dcCapacityW]],
    ),
  );
}

function total(capacities: ReadonlyMap<string, number>, inverters: number): number | undefined {
  return capacities.size === inverters ? [...capacities.values()].reduce((sum, watts) => sum + watts, 0) : undefined;
}

function coordinates({ latitudeDeg, longitudeDeg, altitudeM }: PlantJson) {
  return latitudeDeg === undefined || longitudeDeg === undefined
    ? {}
    : { latitudeDeg, longitudeDeg, ...(altitudeM === undefined ? {} : { altitudeM }) };
}

/** The whole output at the spot price, for the days that were recorded. */
function spotSale(
  meters: string[],
  submarket: string,
  timeZone: string,
  startMs: number,
  lastMs: number,
): AgreementInput {
  return {
    id: 'hypothetical-spot-sale',
    kind: 'mcpDifference',
    parties: { participant: 'owner', market: 'market' },
    meters,
    term: { startDate: localDateOf(startMs, timeZone), endDate: localDateOf(lastMs + 86_400_000, timeZone), timeZone },
    terms: {
      submarkets: [{ submarket, generation: meters.map((meterId) => ({ meterId, point: 'energyWh' })) }],
      minimumCoverage: 0.8,
    },
  };
}
