import type { PriceSeries } from '@usina/core';
import { createSeries, type Series } from '@usina/core/series';
import { monthRange } from '@usina/core/time';
import { pvSystem } from '@usina/forecast/solar';
import type { DeviceRecord, Scenario } from '../Scenario.ts';
import { seededAgreements } from './agreements.ts';
import { seededInverters } from './inverters.ts';
import { seededMeters } from './meters.ts';
import { seededPortfolio, timeZone } from './portfolio.ts';
import { seededPrices } from './prices.ts';
import { createRandom } from './random.ts';
import { type SeededSite, seededSites } from './sites.ts';
import { regionalDays, seededWeather } from './weather.ts';

export const period = '2026-10';
const stepMs = 900_000;
const hourMs = 3_600_000;

export interface SeededScenario extends Scenario {
  prices: PriceSeries;
  /** Weather as forecast the day before, for the month and the day after it, by site. */
  forecastWeather: Map<string, Series>;
}

/** A month of three sites, made from a seed: the same seed, the same month. */
export function seededScenario(seed: number): SeededScenario {
  const { startMs, endMs } = monthRange(period, timeZone);
  const dayLength = (24 * hourMs) / stepMs;
  const withTomorrow = (endMs - startMs) / stepMs + dayLength;
  /** The stamp at midnight closes the month: registers are differenced. */
  const length = withTomorrow - dayLength + 1;
  const random = createRandom(seed);
  const days = regionalDays(withTomorrow / dayLength, random);
  const inverters: DeviceRecord[] = [];
  const meters: DeviceRecord[] = [];
  const weather = new Map<string, Series>();
  const forecastWeather = new Map<string, Series>();

  for (const site of seededSites) {
    const sky = seededWeather({ site, startMs, stepMs, length: withTomorrow, regionalDays: days, random });
    forecastWeather.set(site.id, sky.forecast);
    const { devices, sun } = seededInverters({
      site,
      system: systemOf(site),
      weather: sky.actual,
      stepsPerDay: dayLength,
      random,
    });
    meters.push(...seededMeters(site, sun.deliveredW, stepMs, random).map((record) => cut(record, length)));
    inverters.push(...devices.map((record) => cut(record, length)));
    weather.set(
      site.id,
      createSeries({
        startMs,
        stepMs,
        columns: {
          poaWm2: sun.poaWm2.slice(0, length),
          moduleTemperatureC: sun.moduleTemperatureC.slice(0, length),
          airTemperatureC: sky.actual.columns.airTemperatureC.slice(0, length),
        },
      }),
    );
  }
  return {
    title: 'Serra Verde virtual power plant',
    lead: `Three simulated sites in São Paulo and Minas Gerais, ${period}, seed ${seed}`,
    notices: [
      {
        label: 'Simulated',
        text: 'weather, machines, loads, prices and contracts are made from a seed. Sockets, storage, proofs and sums are real.',
      },
    ],
    timeZone,
    startMs,
    stepMs,
    length,
    inverters,
    silence: 'unanswered',
    meters,
    weather,
    forecastWeather,
    prices: seededPrices({ startMs, hours: (withTomorrow * stepMs) / hourMs, random }),
    portfolio: (urls) => seededPortfolio(urls, [...seededAgreements]),
  };
}

function systemOf(site: SeededSite) {
  const dcCapacityW = site.inverters * site.inverterDcW;
  return pvSystem({
    ...site,
    arrays: [{ dcCapacityW, tiltDeg: site.tiltDeg, azimuthDeg: site.azimuthDeg }],
    inverter: { acCapacityW: site.inverters * site.inverterAcW },
  });
}

/** The part of a record that lies in the month. */
function cut({ assetId, columns }: DeviceRecord, length: number): DeviceRecord {
  return {
    assetId,
    columns: Object.fromEntries(Object.entries(columns).map(([point, column]) => [point, column.slice(0, length)])),
  };
}
