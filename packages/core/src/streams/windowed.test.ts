import fc from 'fast-check';
import { from, lastValueFrom, map, Observable, Subject, take, toArray, VirtualTimeScheduler } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import type { AssetWindow, CounterWindow, GaugeWindow } from './AssetWindow.ts';
import type { LateReading } from './LateReading.ts';
import { type WindowedOptions, windowed } from './windowed.ts';

const minute = 60_000;
const quarter = 15 * minute;

function reading(atMs: number, values: Record<string, number>, more: Partial<Reading<string>> = {}): Reading<string> {
  return { assetId: 'a', atMs, receivedAtMs: atMs, source: 'test', values, ...more };
}

function run(readings: readonly Reading<string>[], options: Partial<WindowedOptions> = {}): Promise<AssetWindow[]> {
  return lastValueFrom(from(readings).pipe(windowed({ everyMs: quarter, ...options }), toArray()));
}

function gauge(window: AssetWindow | undefined, point = 'acPowerW'): GaugeWindow {
  return window!.points[point] as GaugeWindow;
}

function counter(window: AssetWindow | undefined, point = 'energyWh'): CounterWindow {
  return window!.points[point] as CounterWindow;
}

/** In one order for all arrivals: groups come in the order of their first reading. */
function sorted(windows: readonly AssetWindow[]): AssetWindow[] {
  return windows
    .map((window) => ({ ...window, lastOfPeriod: false }))
    .sort((a, b) => a.startMs - b.startMs || (a.key < b.key ? -1 : 1));
}

describe('windowed', () => {
  it('integrates power within the edges of each window', async () => {
    const readings = [0, 10, 20, 30].map((m) => reading(m * minute, { acPowerW: 1_000 * m }));
    const windows = await run(readings);
    expect(windows.map((w) => w.startMs)).toEqual([0, quarter, 2 * quarter]);
    // 0 → 15 kW over 15 min: mean 7.5 kW; then 15 → 30 kW
    expect(gauge(windows[0]).integral / quarter).toBeCloseTo(7_500, 9);
    expect(gauge(windows[1]).integral / quarter).toBeCloseTo(22_500, 9);
    expect(windows.map((w) => gauge(w).coveredMs)).toEqual([quarter, quarter, 0]);
    expect(gauge(windows[0])).toMatchObject({ kind: 'gauge', count: 2, min: 0, max: 10_000, lastValue: 10_000 });
    expect(gauge(windows[1])).toMatchObject({ firstAtMs: 20 * minute, lastAtMs: 20 * minute, gaps: 0 });
  });

  it('holds each value until the next where it is told to', async () => {
    const readings = [0, 10, 20, 30].map((m) => reading(m * minute, { acPowerW: 1_000 * m }));
    const windows = await run(readings, { integration: 'step' });
    expect(gauge(windows[0]).integral).toBe(10_000 * 5 * minute);
    expect(gauge(windows[1]).integral).toBe(10_000 * 5 * minute + 20_000 * 10 * minute);
  });

  it('leaves gaps out and counts them', async () => {
    const readings = [0, 1, 40, 41].map((m) => reading(m * minute, { acPowerW: 60_000, energyWh: m * 1_000 }));
    const windows = await run(readings, { maxGapMs: 5 * minute });
    expect(windows.map((w) => w.startMs)).toEqual([0, 2 * quarter]);
    expect(windows.map((w) => gauge(w).coveredMs)).toEqual([minute, minute]);
    expect(windows.map((w) => gauge(w).gaps)).toEqual([0, 1]);
    // the register says 39 kWh for the gap, but not when: they are in no increase
    expect(windows.map((w) => counter(w).increase)).toEqual([1_000, 1_000]);
    expect(windows.map((w) => counter(w).unplaced)).toEqual([0, 39_000]);
  });

  it('shares the growth of a counter out at the edge of the window', async () => {
    const windows = await run([reading(5 * minute, { energyWh: 100 }), reading(20 * minute, { energyWh: 400 })]);
    expect(windows.map((w) => counter(w).increase)).toEqual([200, 100]);
    expect(windows.map((w) => counter(w).coveredMs)).toEqual([10 * minute, 5 * minute]);
  });

  it('tells roll-over, reset and exchange of a counter apart and invents nothing', async () => {
    const values = [4_294_967_000, 704, 5_000, 3, 103, 9_000_000_000, 9_000_000_100];
    const windows = await run(
      values.map((energyWh, m) => reading(m * minute, { energyWh })),
      { maxPowerW: 100_000 },
    );
    const { increase, coveredMs, rollOvers, resets, exchanges, unplaced, firstValue, lastValue } = counter(windows[0]);
    // 2³² − 4,294,967,000 + 704 = 1,000; then 4,296; the reset and the exchange count nothing; 100 and 100
    expect(increase).toBe(1_000 + 4_296 + 100 + 100);
    expect({ coveredMs, rollOvers, resets, exchanges, unplaced }).toEqual({
      coveredMs: 4 * minute,
      rollOvers: 1,
      resets: 1,
      exchanges: 1,
      unplaced: 0,
    });
    expect([firstValue, lastValue]).toEqual([4_294_967_000, 9_000_000_100]);
  });

  it('does not use suspect values, and counts them', async () => {
    const bad = reading(5 * minute, { acPowerW: 9e9 }, { flags: { acPowerW: ['outOfRange'] } });
    const absent = reading(6 * minute, {}, { flags: { acPowerW: ['commError'] } });
    const notFinite = reading(7 * minute, { acPowerW: Number.NaN });
    const windows = await run(
      [0, 10].map((m) => reading(m * minute, { acPowerW: 60 })).concat(bad, absent, notFinite),
      {
        latenessMs: quarter,
      },
    );
    expect(gauge(windows[0])).toMatchObject({ count: 2, suspectCount: 3, max: 60, coveredMs: 10 * minute, flags: 10 });
  });

  it('sends late readings to their output and counts them', async () => {
    const late: LateReading[] = [];
    const readings = [0, 5, 2, 1, 10].map((m) => reading(m * minute, { acPowerW: m }));
    const windows = await run(readings, { latenessMs: 3 * minute, late: (l) => late.push(l) });
    expect(late).toEqual([{ reading: readings[3], reason: 'late', watermarkMs: 2 * minute }]);
    expect(windows[0]).toMatchObject({ lateReadings: 1 });
    expect(gauge(windows[0]).count).toBe(4);
  });

  it('does not let a clock that is ahead make others late', async () => {
    const late = new Subject<LateReading>();
    const reasons: string[] = [];
    late.subscribe(({ reason }) => reasons.push(reason));
    const ahead = reading(10 * minute, { acPowerW: 1 }, { assetId: 'b', receivedAtMs: minute });
    const farAhead = reading(1e12, { acPowerW: 1 }, { assetId: 'c', receivedAtMs: minute });
    const windows = await run([ahead, farAhead, reading(2 * minute, { acPowerW: 1 })], { late });
    expect(reasons).toEqual(['ahead']);
    expect(windows.map((w) => w.assetId)).toEqual(['b', 'a']);
  });

  it('routes what is not a reading instead of throwing', async () => {
    const reasons: string[] = [];
    const bad = [null, 7, {}, { assetId: 'a', atMs: Number.NaN, receivedAtMs: 0, source: '', values: {} }] as never[];
    const windows = await run([...bad, reading(0, { acPowerW: 1 })], { late: ({ reason }) => reasons.push(reason) });
    expect(reasons).toEqual(['malformed', 'malformed', 'malformed', 'malformed']);
    expect(windows).toHaveLength(1);
  });

  it('bounds the readings in flight of one group', async () => {
    const reasons: string[] = [];
    await run(
      [0, 1, 2].map((m) => reading(m, { acPowerW: 1 })),
      {
        latenessMs: quarter,
        maxInFlight: 2,
        late: ({ reason }) => reasons.push(reason),
      },
    );
    expect(reasons).toEqual(['overflow']);
  });

  it('joins messages that carry one point each', async () => {
    const at = (m: number) => [
      reading(m * minute, { acPowerW: 60 }),
      reading(m * minute, { frequencyHz: 50 }),
      reading(m * minute, { alarmCode: m }),
    ];
    const windows = await run([0, 5, 10].flatMap(at));
    expect(gauge(windows[0])).toMatchObject({ count: 3, coveredMs: 10 * minute });
    expect(gauge(windows[0], 'frequencyHz')).toMatchObject({ count: 3, coveredMs: 10 * minute });
    expect(windows[0]!.points.alarmCode).toMatchObject({ kind: 'state', count: 3, lastValue: 10 });
  });

  it('takes the later received of two values of one instant', async () => {
    const first = reading(0, { acPowerW: 10 });
    const revised = reading(0, { acPowerW: 5 }, { receivedAtMs: 9, flags: { acPowerW: ['corrected'] } });
    for (const order of [
      [first, revised],
      [revised, first],
    ]) {
      expect(gauge((await run(order, { latenessMs: 1 }))[0])).toMatchObject({ count: 1, min: 5, max: 5 });
    }
  });

  it('marks the last window of a period', async () => {
    const fleet = ['a', 'b', 'c'];
    const readings = [0, 15, 30].flatMap((m) =>
      fleet.map((id) => reading(m * minute, { acPowerW: 1 }, { assetId: id })),
    );
    const windows = await run(readings);
    expect(windows.filter((w) => w.lastOfPeriod).map((w) => [w.startMs, w.assetId])).toEqual([
      [0, 'c'],
      [quarter, 'c'],
      [2 * quarter, 'c'],
    ]);
  });

  it('skips no period that gets a reading while windows are being closed', async () => {
    const fleet = Array.from({ length: 12 }, (_, i) => `asset-${i}`);
    const at = (i: number, atMs: number) => reading(atMs, { acPowerW: 1 }, { assetId: fleet[i]! });
    const settled = [...fleet.map((_, i) => at(i, 5)), ...[495, 496, 497, 498, 499].map((atMs) => at(11, atMs))];
    // 520 starts to close the first period, asset by asset; 950 leaps while asset-0 already is in the second
    const readings = [...settled, at(11, 520), at(0, 150), at(1, 950), at(2, 951), at(3, 952)];
    const windows = await run(readings, { everyMs: 100, latenessMs: 400, maxGapMs: 10 });
    const starts = (id: string) => windows.filter((w) => w.assetId === id).map((w) => w.startMs);
    expect(starts('asset-0')).toEqual([0, 100]);
    expect(starts('asset-11')).toEqual([0, 400, 500]);
  });

  it('hands windows out in pieces while readings come, and in turns when none do', () => {
    const fleet = Array.from({ length: 1_000 }, (_, i) => `asset-${i}`);
    const source = new Subject<Reading<string>>();
    const scheduler = new VirtualTimeScheduler();
    const windows: AssetWindow[] = [];
    source.pipe(windowed({ everyMs: 100, maxGapMs: 10, scheduler })).subscribe((window) => windows.push(window));
    for (const assetId of fleet) source.next(reading(5, { acPowerW: 1 }, { assetId }));
    source.next(reading(150, { acPowerW: 1 }, { assetId: 'asset-7' }));
    expect(windows.length).toBeLessThan(5);
    source.next(reading(151, { acPowerW: 1 }, { assetId: 'asset-7' }));
    expect(windows.length).toBeLessThan(9);
    scheduler.maxFrames = 50;
    scheduler.flush();
    const first = windows.filter((window) => window.startMs === 0);
    expect(first).toHaveLength(1_000);
    expect(first.filter((window) => window.lastOfPeriod).map((window) => window.assetId)).toEqual(['asset-999']);
  });

  it('stops at once when nobody listens any more', async () => {
    let sent = 0;
    const endless = new Observable<Reading<string>>((subscriber) => {
      while (!subscriber.closed) subscriber.next(reading(sent++ * minute, { acPowerW: 1 }));
    });
    await lastValueFrom(endless.pipe(windowed({ everyMs: quarter }), take(2)));
    expect(sent).toBeLessThan(40);
  });

  it('takes a reading that is sent in answer to a window', () => {
    const source = new Subject<Reading<string>>();
    const starts: number[] = [];
    source.pipe(windowed({ everyMs: quarter })).subscribe(({ startMs }) => {
      starts.push(startMs);
      if (starts.length === 1) source.next(reading(40 * minute, { acPowerW: 1 }));
    });
    for (const m of [0, 10, 20, 30]) source.next(reading(m * minute, { acPowerW: 1 }));
    source.complete();
    expect(starts).toEqual([0, quarter, 2 * quarter]);
  });

  it('keeps two ways to read one asset apart where groupBy says so, and survives a groupBy that fails', async () => {
    const reasons: string[] = [];
    const readings = ['meter', 'inverter', ''].map((source) => reading(0, { acPowerW: 1 }, { source }));
    const windows = await run(readings, {
      groupBy: ({ assetId, source }) => {
        if (source === '') throw new Error('no source');
        return `${assetId}/${source}`;
      },
      late: ({ reason }) => reasons.push(reason),
    });
    expect(windows.map(({ key, assetId }) => [key, assetId])).toEqual([
      ['a/meter', 'a'],
      ['a/inverter', 'a'],
    ]);
    expect(reasons).toEqual(['malformed']);
  });

  it('passes an error on that arises while it completes, and leaves no timer', async () => {
    const readings = [0, 1].map((m) => reading(m * minute, { energyWh: m * 1e6 }));
    const fails = () => {
      throw new Error('no limit known');
    };
    const source = new Observable<Reading<string>>((out) => {
      for (const one of readings) out.next(one);
      out.complete();
    });
    await expect(
      lastValueFrom(source.pipe(windowed({ everyMs: quarter, maxPowerW: fails }), toArray())),
    ).rejects.toThrow('no limit known');
    const scheduler = new VirtualTimeScheduler();
    source.pipe(windowed({ everyMs: quarter, maxPowerW: fails, scheduler })).subscribe({ error: () => {} });
    scheduler.flush();
    expect(scheduler.actions).toEqual([]);
  });

  it.each([
    ['options', undefined],
    ['maxPowerW', { everyMs: 1, maxPowerW: Number.NaN }],
    ['maxPowerW', { everyMs: 1, maxPowerW: -1 }],
    ['rollOverAt', { everyMs: 1, rollOverAt: [Number.NaN] }],
    ['unusable', { everyMs: 1, unusable: ['foo'] }],
    ['points', { everyMs: 1, points: 'acPowerW' }],
    ['late', { everyMs: 1, late: 5 }],
    ['integration', { everyMs: 1, integration: 'simpson' }],
  ])('refuses %s that no window can follow: %o', (name, options) => {
    const context = expect.objectContaining({ name });
    expect(() => windowed(options as never)).toThrow(expect.objectContaining({ code: 'STREAM_OPTION', context }));
  });

  it('refuses options out of their domain', () => {
    expect(() => windowed({ everyMs: 0 })).toThrow(expect.objectContaining({ code: 'STREAM_OPTION' }));
    expect(() => windowed({ everyMs: 1, latenessMs: -1 })).toThrow(
      expect.objectContaining({ context: { name: 'latenessMs', read: -1, min: 0, max: 604_800_000 } }),
    );
  });
});

describe('windowed in time', () => {
  const testScheduler = () => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  const seen = (window: AssetWindow) => `${window.assetId} ${window.startMs} ${gauge(window).coveredMs}`;

  it('hands a window out when the watermark and the next value have passed its end', () => {
    testScheduler().run(({ hot, expectObservable }) => {
      const at = (atMs: number) => reading(atMs, { acPowerW: 1 });
      const source = hot('a---b---c-d-|', { a: at(0), b: at(8), c: at(12), d: at(15) });
      const windows = source.pipe(windowed({ everyMs: 10, latenessMs: 2 }));
      // c says how the window ends, d (15) less the lateness passes c
      const values = { x: 'a 0 10', y: 'a 10 5' };
      expectObservable(windows.pipe(map(seen))).toBe('----------x-(y|)', values);
    });
  });

  it('lets silence close windows, with one timer', () => {
    testScheduler().run(({ hot, expectObservable }) => {
      const source = hot('a 100ms -', { a: reading(0, { acPowerW: 1 }) });
      const windows = source.pipe(windowed({ everyMs: 10, latenessMs: 2, maxGapMs: 5 }));
      expectObservable(windows.pipe(map(seen)), '^ 60ms !').toBe('13ms x', { x: 'a 0 0' });
    });
  });

  it('hands out what is left on completion and passes an error at once', () => {
    testScheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const values = { a: reading(0, { acPowerW: 1 }) };
      const completing = cold('  -a-|', values);
      const failing = cold('     -a-#', values);
      expectObservable(completing.pipe(windowed({ everyMs: 1_000 }), map(seen))).toBe('---(x|)', { x: 'a 0 0' });
      expectObservable(failing.pipe(windowed({ everyMs: 1_000 }), map(seen))).toBe('---#');
      expectSubscriptions(completing.subscriptions).toBe('^--!');
      expectSubscriptions(failing.subscriptions).toBe('^--!');
    });
  });

  it('leaves no timer and no subscription behind', () => {
    testScheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('a', { a: reading(0, { acPowerW: 1 }) });
      expectObservable(source.pipe(windowed({ everyMs: 10 })), '^---!').toBe('-');
      expectSubscriptions(source.subscriptions).toBe('^---!');
    });
  });
});

describe('windowed, for any readings', () => {
  const every = 100;
  const lateness = 150;

  const message = fc.record({
    asset: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...'defghijklmnopq')),
    atMs: fc
      .tuple(fc.integer({ min: 0, max: 150 }), fc.constantFrom(0, 0, 0, 0, 0, 0, 3e4, 6e9, 2e10))
      .map(([n, leap]) => leap + n * 10),
    power: fc.option(fc.integer({ min: -50_000, max: 50_000 }).map((n) => n / 7)),
    register: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 3)),
    flag: fc.option(fc.constantFrom('stale' as const, 'estimated' as const), { freq: 6 }),
    delayMs: fc.integer({ min: 0, max: lateness }),
    jitter: fc.integer({ min: 0, max: lateness }),
  });
  type Message = typeof message extends fc.Arbitrary<infer T> ? T : never;
  const messages = fc.array(message, { maxLength: 120 });

  function toReading({ asset, atMs, power, register, flag, delayMs }: Message): Reading<string> {
    const values: Record<string, number> = {};
    if (power !== null) values.acPowerW = power;
    if (register !== null) values.energyWh = register;
    return reading(atMs, values, {
      assetId: asset,
      receivedAtMs: atMs + delayMs,
      ...(flag === null ? {} : { flags: { acPowerW: [flag] } }),
    });
  }

  it('gives the same windows for any arrival within the lateness, and for duplicates', async () => {
    const options = { everyMs: every, latenessMs: lateness, maxPowerW: 1e6 };
    await fc.assert(
      fc.asyncProperty(messages, fc.integer({ min: 1, max: 300 }), fc.nat(), async (list, maxGapMs, seed) => {
        const late: LateReading[] = [];
        const settings = { ...options, maxGapMs, late: (l: LateReading) => late.push(l) };
        const inOrder = list.map(toReading).sort((a, b) => a.atMs - b.atMs);
        const shuffled = list
          .flatMap((m, i) =>
            (i + seed) % 3 === 0 ? [m, { ...m, jitter: (m.jitter * 7 + seed) % (lateness + 1) }] : [m],
          )
          .sort((a, b) => a.atMs + a.jitter - (b.atMs + b.jitter))
          .map(toReading);
        const expected = await run(inOrder, settings);
        const windows = await run(shuffled, settings);
        expect(late).toEqual([]);
        expect(sorted(windows)).toEqual(sorted(expected));
        for (const all of [windows, expected]) {
          const last = new Map(all.map((window) => [window.startMs, window]));
          expect(all.filter((window) => window.lastOfPeriod)).toEqual([...last.values()]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('sums what most readings are like, and what is flagged, by the same rules to the last bit', async () => {
    const regular = fc.record({
      skip: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 40),
      power: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      growth: fc.constantFrom(0, 0.1, 7.25, 30, 30, 30, -5e5, 2e9),
      isAlone: fc.constantFrom(false, false, false, false, false, true),
      jitter: fc.integer({ min: 0, max: lateness }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(regular, { maxLength: 80 }),
        fc.constantFrom('trapezoid', 'step'),
        fc.constantFrom(45, 150),
        async (list, how, maxGapMs) => {
          let atMs = 0;
          let register = 1e6;
          const readings = list.map(({ skip, power, growth, isAlone }) => {
            atMs += 10 * (skip + 1);
            register = Math.max(0, register + growth);
            const others = { energyWh: register, stateCode: Math.round(register) % 5 };
            return reading(atMs, isAlone ? { acPowerW: power } : { acPowerW: power, ...others });
          });
          const flagged = readings.map((one) => ({
            ...one,
            flags: Object.fromEntries(Object.keys(one.values).map((point) => [point, ['estimated' as const]])),
          }));
          const shuffled = flagged
            .map((one, i) => ({ one, orderMs: one.atMs + list[i]!.jitter }))
            .sort((a, b) => a.orderMs - b.orderMs);
          const settings = {
            everyMs: every,
            latenessMs: lateness,
            maxGapMs,
            maxPowerW: 1e6,
            integration: how,
          } as const;
          const windows = await run(readings, settings);
          const byTheOtherWay = await run(
            shuffled.map(({ one }) => one),
            settings,
          );
          const withoutFlags = (all: readonly AssetWindow[]) =>
            all.map(({ points, ...rest }) => ({
              ...rest,
              points: Object.fromEntries(
                Object.entries(points).map(([point, figures]) => [point, { ...figures, flags: 0 }]),
              ),
            }));
          expect(withoutFlags(byTheOtherWay)).toEqual(withoutFlags(windows));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('conserves energy: the sum over windows is the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 50 }),
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 50, maxLength: 50 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 50, maxLength: 50 }),
        fc.integer({ min: 7, max: 3_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        async (times, powers, growths, everyMs, maxGapMs) => {
          times.sort((a, b) => a - b);
          let register = 1_000;
          const registers = growths.map((growth) => {
            register += growth;
            return register;
          });
          const readings = times.map((at, i) => reading(at, { acPowerW: powers[i]!, energyWh: registers[i]! }));
          const windows = await run(readings, { everyMs, maxGapMs });
          let integral = 0;
          let magnitude = 1;
          let covered = 0;
          for (let i = 1; i < times.length; i++) {
            const span = times[i]! - times[i - 1]!;
            if (span > maxGapMs) continue;
            integral += ((powers[i]! + powers[i - 1]!) / 2) * span;
            magnitude += (Math.abs(powers[i]!) + Math.abs(powers[i - 1]!)) * span;
            covered += span;
          }
          const sum = (figure: (window: AssetWindow) => number) => windows.reduce((all, w) => all + figure(w), 0);
          expect(Math.abs(sum((w) => gauge(w).integral) - integral) / magnitude).toBeLessThan(1e-9);
          expect(sum((w) => gauge(w).coveredMs)).toBe(covered);
          const growth = registers[times.length - 1]! - registers[0]!;
          const counted = sum((w) => counter(w).increase + counter(w).unplaced);
          expect(Math.abs(counted - growth) / Math.max(1, growth)).toBeLessThan(1e-9);
          for (const w of windows) expect(gauge(w).coveredMs).toBeLessThanOrEqual(everyMs);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('tells the last of a direction: 350° and 10° have no mean of 180°', async () => {
  const readings = [350, 10].map((windDirectionDeg, n) => ({
    assetId: 'mast',
    source: 'test',
    atMs: n * 60_000,
    receivedAtMs: n * 60_000,
    values: { windDirectionDeg },
  }));
  const [window] = await lastValueFrom(from(readings).pipe(windowed({ everyMs: 900_000 }), toArray()));
  expect(window!.points.windDirectionDeg).toMatchObject({ kind: 'state', lastValue: 10 });
});
