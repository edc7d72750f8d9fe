import type { Reading } from '@usina/core';
import { throwIfAborted } from '@usina/core/errors';
import { rollUp, toEnergy, windowed } from '@usina/core/streams';
import { Subject, share } from 'rxjs';
import { type Run, unlessStopped } from '../Run.ts';
import { endMsOf, type Scenario } from '../Scenario.ts';
import type { Plant } from './openPlant.ts';

/** What the streams made of a replay. */
export interface Replayed {
  readings: number;
  /** Readings that say that a device did not answer. */
  silences: number;
  points: number;
  windows: number;
  late: number;
  stored: number;
  /** Energy of the portfolio by the windows, from the power of the inverters. [Wh] */
  portfolioWh: number;
  /** Share of the windows' time with data. */
  coverage: number;
}

/** A quarter of an hour, or the step of the record where that is longer. */
export function windowMs({ stepMs }: Scenario): number {
  return Math.max(stepMs, 900_000);
}

/** Steps the virtual clock through the scenario: at each stamp all devices are read, stored, windowed and rolled up. */
export async function replay(
  scenario: Scenario,
  { portfolio, clock, simulator, fleet, store }: Plant,
  run: Run,
): Promise<Replayed> {
  const { narrator, signal } = run;
  const result: Replayed = {
    readings: 0,
    silences: 0,
    points: 0,
    windows: 0,
    late: 0,
    stored: 0,
    portfolioWh: 0,
    coverage: 0,
  };
  const writer = store.writer();
  const readings = fleet.readings.pipe(share());
  readings.subscribe((reading) => count(reading, result));
  readings.subscribe(writer);
  const late = new Subject<unknown>();
  late.subscribe(() => {
    result.late += 1;
  });
  let covered = 0;
  const windows = windowed({ everyMs: windowMs(scenario), maxGapMs: windowMs(scenario), latenessMs: 120_000, late });
  const rolledUp = new Promise<void>((resolve, reject) => {
    readings.pipe(windows, toEnergy({ from: 'power' }), rollUp(portfolio)).subscribe({
      next({ scope, energyWh, coverage }) {
        if (scope.kind !== 'portfolio') return;
        result.windows += 1;
        if (Number.isFinite(energyWh)) result.portfolioWh += energyWh;
        covered += coverage;
      },
      complete: resolve,
      error: reject,
    });
  });

  const oneStep = async (i: number) => {
    await clock.advanceTo(scenario.startMs + i * scenario.stepMs);
    await simulator.tick();
    await fleet.poll();
    if (i % 96 === 0) await writer.idle();
  };
  for (let i = 0; i < scenario.length; i += 1) {
    throwIfAborted(signal, 'The replay');
    await unlessStopped(run, oneStep(i));
    narrator.progress('streaming', i + 1, scenario.length);
  }
  await clock.advanceTo(endMsOf(scenario));
  await fleet.close();
  await unlessStopped(run, rolledUp);
  const { appended, dropped, rejected, failed, lastError } = await writer.idle();
  if (dropped + rejected + failed > 0) throw lastError;
  result.stored = appended;
  result.coverage = result.windows === 0 ? 0 : covered / result.windows;
  return result;
}

function count({ values }: Reading, result: Replayed): void {
  const points = Object.keys(values).length;
  result.readings += 1;
  result.points += points;
  if (points === 0) result.silences += 1;
}
