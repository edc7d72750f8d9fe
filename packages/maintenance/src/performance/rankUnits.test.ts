import { unitPrice } from '@usina/core/money';
import { createSeries } from '@usina/core/series';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUnderperformers } from '../faults/index.ts';
import { rankUnits, reconcileEnergy } from './index.ts';

const hourMs = 3_600_000;
const nan = Number.NaN;

function unit(assetId: string, dcPowerW: number[], acPowerW = dcPowerW, dcCapacityW?: number) {
  return {
    assetId,
    dcCapacityW,
    series: createSeries({ startMs: 0, stepMs: hourMs, columns: { dcPowerW, acPowerW } }),
  };
}

const weather = createSeries({ startMs: 0, stepMs: hourMs, columns: { poaWm2: [0, 500, 800, 200, 600, 700, 900] } });
const full = [0, 5_000, 8_000, 2_000, 6_000, 7_000, 9_000];
const weak = full.map((watts) => watts * 0.9);

describe('ranking units beside their peers', () => {
  const units = [unit('a', full), unit('b', full), unit('c', weak)];

  it('puts the weakest first, with what it cost', () => {
    const ranking = rankUnits({ units, weather, price: unitPrice('200', 'MWh', 'BRL') });
    expect(ranking).toMatchObject({ ok: true, evidence: { coverage: 1, range: { startMs: 0, endMs: 7 * hourMs } } });
    if (!ranking.ok) return;
    const [first] = ranking.value;
    // five sunny hours, 35 kWh by the median unit: a tenth of it is 3.5 kWh, R$ 0.70 at R$ 200/MWh
    expect(first).toMatchObject({ assetId: 'c', rank: 1, intervals: 5, confidence: 1 });
    expect(first!.ratio).toBeCloseTo(0.9, 12);
    expect(first!.lossWh).toBeCloseTo(3_500, 6);
    expect(first!.loss).toEqual({ minor: 70n, currency: 'BRL' });
    expect(ranking.value.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(findUnderperformers({ ranking })).toMatchObject([
      { assetId: 'c', rule: 'underperformance', magnitude: { unit: '%' }, confidence: 1 },
    ]);
  });

  it('does not mind missing rows, nor a scale that all share', () => {
    const holes = [0, nan, 7_200, 1_800, nan, 6_300, 8_100];
    const ranking = rankUnits({ units: [unit('a', full), unit('b', full), unit('c', holes)], weather });
    expect(ranking).toMatchObject({ ok: true, value: [{ assetId: 'c', intervals: 3 }, {}, {}] });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (scale) => {
        const scaled = units.map(({ assetId, series }) =>
          unit(
            assetId,
            [...series.columns.dcPowerW].map((w) => w * scale),
          ),
        );
        const again = rankUnits({ units: scaled, weather });
        expect(again.ok && again.value[0]!.ratio).toBeCloseTo(0.9, 9);
      }),
    );
  });

  it('compares units of different size by their nameplate', () => {
    const half = full.map((watts) => watts / 2);
    const sized = [unit('a', full, full, 10_000), unit('b', half, half, 5_000), unit('c', weak, weak, 10_000)];
    const ranking = rankUnits({ units: sized, weather });
    expect(ranking.ok && ranking.value.map(({ assetId }) => assetId)[0]).toBe('c');
    expect(ranking.ok && ranking.value[1]!.ratio).toBeCloseTo(1, 12);
  });

  it('answers insufficient data without sun, or with too few to compare', () => {
    expect(rankUnits({ units })).toMatchObject({ reason: 'noIrradiance' });
    expect(rankUnits({ units: units.slice(1), weather })).toMatchObject({ reason: 'tooFewUnits' });
    expect(rankUnits({ units, weather, minIrradianceWm2: 1_000 })).toMatchObject({ reason: 'tooFewIntervals' });
  });
});

describe('energy from power and from the counter', () => {
  const base = { assetId: 'inverter-1', startMs: 0, stepMs: 900_000 };

  it('explains the difference by the missing row', () => {
    const powerW = Float64Array.of(4_000, 4_000, nan, 4_000);
    const registerWh = Float64Array.of(10_000, 11_000, nan, 13_000);
    const result = reconcileEnergy({ ...base, powerW, registerWh });
    expect(result).toMatchObject({
      ok: true,
      value: { powerWh: 3_000, counterWh: 3_000, gapWh: 2_000, unexplained: 0, breaks: 0 },
      evidence: { coverage: 0.75 },
    });
  });

  it('leaves out a reset and a row of nonsense', () => {
    const powerW = Float64Array.of(4_000, 4_000, 4_000, 4_000, 4_000);
    const registerWh = Float64Array.of(9e9, 9e9 + 1_000, 0, 9e9 + 3_000, 9e9 + 4_000);
    const result = reconcileEnergy({ ...base, powerW, registerWh });
    expect(result).toMatchObject({ ok: true, value: { counterWh: 2_000, unexplained: 0, breaks: 2 } });
  });

  it('answers insufficient data without rows or progress', () => {
    const none = Float64Array.of(nan, nan);
    expect(reconcileEnergy({ ...base, powerW: none, registerWh: none })).toMatchObject({ reason: 'tooFewRows' });
    const idle = { powerW: Float64Array.of(1, 1), registerWh: Float64Array.of(5, 5) };
    expect(reconcileEnergy({ ...base, ...idle })).toMatchObject({ reason: 'idleCounter' });
  });
});
