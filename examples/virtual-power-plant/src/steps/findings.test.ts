import type { Finding } from '@usina/core';
import { createSeries } from '@usina/core/series';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../cli/wording.ts';
import { energyWitnesses } from './energyWitnesses.ts';
import { findSilences } from './findSilences.ts';
import { groupFindings } from './groupFindings.ts';
import { outageDays, outageMachines } from './outages.ts';

const quarterMs = 900_000;
const none = Number.NaN;

function unit(assetId: string, acPowerW: number[], more: Record<string, number[]> = {}) {
  return { assetId, series: createSeries({ startMs: 0, stepMs: quarterMs, columns: { acPowerW, ...more } }) };
}

function finding(assetId: string, startMs: number, rows: number, more: Partial<Finding> = {}): Finding {
  return {
    id: `${assetId}:${startMs}`,
    assetId,
    rule: 'outage',
    startMs,
    endMs: startMs + rows * quarterMs,
    detectedAtMs: startMs,
    magnitude: { value: rows, unit: 'intervals' },
    confidence: 1,
    action: 'Restart it.',
    evidence: { sources: [assetId] },
    ...more,
  };
}

describe('a silence', () => {
  it('is an hour without a row, with what the counter says of it', () => {
    const energyWh = [1_000, 1_000, none, none, none, none, 3_500, 3_500];
    const [silence, ...others] = findSilences([
      unit('a', [1, 1, none, none, none, none, 1, 1], { energyWh }),
      unit('b', [1, 1, 1, 1, 1, 1, 1, 1]),
    ]);
    expect(others).toEqual([]);
    expect(silence).toMatchObject({
      assetId: 'a',
      rule: 'silence',
      startMs: 2 * quarterMs,
      endMs: 6 * quarterMs,
      magnitude: { value: 4, unit: 'intervals' },
      action: 'Check the line to the machine: cable, converter, address.',
      evidence: { notes: ['Its counter ran on: 2.5 kWh from the row before to the row after.'] },
    });
  });

  it('is not a lost row', () => {
    expect(findSilences([unit('a', [1, none, none, none, 1])])).toEqual([]);
  });

  it('of all machines at once points to what they share', () => {
    const rows = [1, none, none, none, none];
    const silences = findSilences([unit('a', rows), unit('b', rows)]);
    expect(silences.map(({ action }) => action)).toEqual(
      Array(2).fill(expect.stringMatching(/All machines were silent/)),
    );
  });
});

describe('findings', () => {
  it('of one rule that ask for the same are one group that names each machine once', () => {
    const loss = { lossWh: 1_500, loss: { minor: 30n, currency: 'BRL' } };
    const [group, ...others] = groupFindings([
      finding('a', 0, 3, loss),
      finding('b', 0, 2, loss),
      finding('a', 9e6, 1, loss),
    ]);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ machines: ['a', 'b'], size: '6 intervals, 3 times' });
    expect(group!.lost).toBe('5 kWh (R$0.90)');
  });

  it('that ask for something else stand apart, and a ratio is told as a span', () => {
    const weak = (assetId: string, value: number) =>
      finding(assetId, 0, 1, { rule: 'underperformance', magnitude: { value, unit: '%' } });
    const groups = groupFindings([
      finding('a', 0, 1),
      finding('a', 0, 1, { action: 'Check the grid.' }),
      weak('b', 6.641),
      weak('c', 8),
    ]);
    expect(groups.map(({ size }) => size)).toEqual(['1 intervals, once', '1 intervals, once', '6.64 to 8 %']);
  });

  it('are told by local day and by machine', () => {
    const lateMs = Date.parse('2020-06-07T20:00Z');
    const findings = [
      finding('a', lateMs, 3),
      finding('b', lateMs - 4 * 3_600_000, 2),
      finding('a', lateMs - 5 * 3_600_000, 1),
    ];
    expect(outageDays(findings, 'Asia/Kolkata')).toEqual([
      { date: '2020-06-07', rows: 3, machines: ['b', 'a'] },
      { date: '2020-06-08', rows: 3, machines: ['a'] },
    ]);
    expect(outageMachines(findings)).toEqual([
      { assetId: 'a', rows: 4, times: 2 },
      { assetId: 'b', rows: 2, times: 1 },
    ]);
  });

  it('name many machines by the first two', () => {
    expect(namesOf(['a', 'b', 'c'])).toBe('a, b, c');
    expect(namesOf(['a', 'b', 'c', 'd'])).toBe('4 machines (a, b …)');
  });
});

describe('witnesses of energy', () => {
  it('are heard over the intervals that all of them tell, midnight and gaps left out', () => {
    const power = [4_000, 4_000, none, 4_000, 4_000];
    const columns = {
      dcPowerW: power.map((watts) => watts * 10),
      energyWh: [10_000, 11_000, 12_000, 13_000, 14_000],
      energyTodayWh: [500, 1_500, 2_500, 3_500, 0],
    };
    expect(energyWitnesses([unit('a', power, columns)], 'UTC')).toEqual({
      acWh: 1_000,
      dcWh: 10_000,
      lifetimeWh: 1_000,
      todayWh: 1_000,
    });
  });
});
