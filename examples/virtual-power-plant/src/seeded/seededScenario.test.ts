import { definePortfolio } from '@usina/core';
import { describe, expect, it } from 'vitest';
import { seededScenario } from './seededScenario.ts';

const scenario = seededScenario(1);
const record = (assetId: string) => [...scenario.inverters, ...scenario.meters].find((one) => one.assetId === assetId)!;

describe('the seeded portfolio', () => {
  it('is the same for the same seed, another for another', () => {
    expect(seededScenario(1).inverters[0]!.columns.acPowerW).toEqual(scenario.inverters[0]!.columns.acPowerW);
    expect(seededScenario(2).inverters[0]!.columns.acPowerW).not.toEqual(scenario.inverters[0]!.columns.acPowerW);
  });

  it('holds together as a portfolio file', () => {
    const portfolio = scenario.portfolio(new Map());
    expect(definePortfolio(JSON.parse(JSON.stringify(portfolio)))).toEqual(portfolio);
    expect(new Set(portfolio.agreements.map(({ kind }) => kind))).toEqual(
      new Set(['ppa', 'surplusShare', 'subscription', 'landLease', 'sale', 'mcpDifference']),
    );
  });

  it('yields what a plant in the region yields in October: 90 to 170 kWh a kWp', () => {
    const wattHours = scenario.inverters
      .filter(({ assetId }) => assetId.startsWith('pocos'))
      .reduce((sum, { columns }) => sum + columns.acPowerW!.reduce((a, w) => a + (w || 0) / 4, 0), 0);
    const perKwp = wattHours / (6 * 156_000);
    expect(perKwp).toBeGreaterThan(90);
    expect(perKwp).toBeLessThan(170);
  });

  it('has no power at local midnight and a battery within its bounds', () => {
    expect(record('pocos-inv-1').columns.acPowerW![0]).toBe(0);
    const charge = record('uberaba-battery').columns.stateOfChargePercent!;
    expect(Math.min(...charge)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...charge)).toBeLessThanOrEqual(96);
  });

  it('counts on the line while it is dead', () => {
    const silent = record('pocos-inv-5').columns.energyWh!;
    const from = silent.findIndex(Number.isNaN);
    expect(silent[from + 24]! - silent[from - 1]!).toBeGreaterThan(100_000);
  });
});
