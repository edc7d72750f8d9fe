import fc from 'fast-check';
import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import type { EnergyWindow } from './EnergyWindow.ts';
import { type ToEnergyOptions, toEnergy } from './toEnergy.ts';
import { type WindowedOptions, windowed } from './windowed.ts';

const minute = 60_000;
const quarter = 15 * minute;

function reading(atMs: number, values: Record<string, number>): Reading<string> {
  return { assetId: 'a', atMs, receivedAtMs: atMs, source: 'test', values };
}

function energies(
  readings: readonly Reading<string>[],
  options: ToEnergyOptions = {},
  windows: Partial<WindowedOptions> = {},
): Promise<EnergyWindow[]> {
  return lastValueFrom(from(readings).pipe(windowed({ everyMs: quarter, ...windows }), toEnergy(options), toArray()));
}

describe('toEnergy', () => {
  it('takes power where the asset only says that it has no register', async () => {
    const readings = Array.from({ length: 16 }, (_, n) => ({
      ...reading(n * minute, { acPowerW: 4_000 }),
      flags: { energyWh: ['notImplemented' as const] },
    }));
    const [first] = await lastValueFrom(from(readings).pipe(windowed({ everyMs: quarter }), toEnergy(), toArray()));
    expect(first).toMatchObject({ method: 'power', energyWh: 1_000, coverage: 1 });
  });

  it('integrates power', async () => {
    const [first] = await energies([0, 5, 10, 15].map((m) => reading(m * minute, { acPowerW: 4_000 })));
    expect(first).toMatchObject({ energyWh: 1_000, coverage: 1, method: 'power', unplacedWh: 0 });
    expect(first!.counter).toBeUndefined();
  });

  it('prefers registers and shows both', async () => {
    const [first] = await energies(
      [0, 5, 10, 15].map((m) => reading(m * minute, { acPowerW: 4_000, energyWh: 70_000 + m * 60 })),
    );
    expect(first).toMatchObject({ energyWh: 900, method: 'counter', coverage: 1 });
    expect(first!.power).toMatchObject({ energyWh: 1_000, coverage: 1, points: ['acPowerW'] });
    expect((await energies([reading(0, { acPowerW: 1, energyWh: 1 })], { from: 'power' }))[0]!.method).toBe('power');
  });

  it('takes import from export, and charge from discharge', async () => {
    const meter = [0, 15].map((m) => reading(m * minute, { energyExportedWh: m * 10, energyImportedWh: m * 2 }));
    expect((await energies(meter))[0]).toMatchObject({ energyWh: 120, coverage: 1 });
    const load = [0, 15].map((m) => reading(m * minute, { energyImportedWh: m * 2 }));
    expect((await energies(load))[0]).toMatchObject({ energyWh: -30, coverage: 1 });
    const battery = [0, 15].map((m) => reading(m * minute, { energyDischargedWh: 0, energyChargedWh: m }));
    expect((await energies(battery))[0]).toMatchObject({ energyWh: -15, coverage: 1 });
  });

  it('counts on over a roll-over, and not over a reset or another meter', async () => {
    const registers = [4_294_967_200, 104, 300, 2, 52, 7_000_000_000, 7_000_000_010];
    const [first] = await energies(
      registers.map((energyWh, m) => reading(m * minute, { energyWh })),
      {},
      { maxPowerW: 20_000 },
    );
    // 200 over the roll-over (2³² − 4,294,967,200 + 104), 196, then 50 and 10 between the faults; 4 of 15 minutes
    expect(first).toMatchObject({ energyWh: 456, coverage: 4 / 15 });
    expect(first!.counter).toMatchObject({ rollOvers: 1, resets: 1, exchanges: 1, gaps: 0 });
  });

  it('keeps what a register counted over a gap apart', async () => {
    const readings = [0, 1, 50, 51, 60].map((m) => reading(m * minute, { energyWh: m * 100 }));
    const windows = await energies(readings, {}, { maxGapMs: 10 * minute });
    expect(windows.map((w) => [w.startMs / minute, w.energyWh, w.unplacedWh])).toEqual([
      [0, 100, 0],
      [45, 1_000, 4_900],
      [60, Number.NaN, 0],
    ]);
  });

  it('says that nothing is known instead of zero', async () => {
    const [first] = await energies([reading(0, { frequencyHz: 60 })]);
    expect(first).toMatchObject({ energyWh: Number.NaN, coverage: 0, method: 'none' });
  });

  it('refuses an unknown method', () => {
    expect(() => toEnergy({ from: 'guess' as never })).toThrow(expect.objectContaining({ code: 'STREAM_OPTION' }));
    for (const counters of [5, [{}], ['energyWh']]) {
      const context = { name: 'counters', read: counters };
      expect(() => toEnergy({ counters: counters as never })).toThrow(
        expect.objectContaining({ code: 'STREAM_OPTION', context }),
      );
    }
  });

  it('conserves what registers count, whatever the times and windows', async () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 500_000 }), { minLength: 2, maxLength: 40 });
    const growth = fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(times, growth, fc.integer({ min: 100, max: 90_000 }), async (at, grown, everyMs) => {
        at.sort((a, b) => a - b);
        let register = 123_456;
        const readings = at.map((atMs, i) => {
          register += grown[i]!;
          return reading(atMs, { energyWh: register });
        });
        const windows = await energies(readings, {}, { everyMs });
        const whole = readings.at(-1)!.values.energyWh! - readings[0]!.values.energyWh!;
        const sum = windows.reduce((all, w) => all + (w.coverage > 0 ? w.energyWh : 0) + w.unplacedWh, 0);
        expect(Math.abs(sum - whole)).toBeLessThanOrEqual(1e-9 * Math.max(whole, 1));
      }),
      { numRuns: 300 },
    );
  });
});
