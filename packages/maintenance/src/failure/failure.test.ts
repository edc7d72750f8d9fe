import { FailureRisk } from '@usina/core';
import { mlRandomForest } from '@usina/core/forest/ml';
import { createSeries } from '@usina/core/series';
import { describe, expect, it } from 'vitest';
import { assetPasts } from './AssetPast.ts';
import { planFeatures } from './FeaturePlan.ts';
import { featureRows } from './featureRows.ts';
import { availabilityFrom, expectedOutages, type MachineEvent, trainFailurePredictor } from './index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Ten inverters over 240 days whose fan warms the cabinet for three days before it fails; some errors mean nothing. */
function fleet(seed: number, failing = 10) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const days = 240;
  const events: MachineEvent[] = [];
  const telemetry = Array.from({ length: 10 }, (_, index) => {
    const assetId = `inverter-${index}`;
    const cabinetTemperatureC = Float64Array.from(
      { length: days * 8 },
      (_, i) => 40 + 8 * Math.sin((i / 8) * 2 * Math.PI) + 3 * random(),
    );
    for (
      let day = 10 + Math.floor(random() * 40);
      index < failing && day < days;
      day += 25 + Math.floor(random() * 40)
    ) {
      const atMs = day * dayMs + Math.floor(random() * 24) * hourMs;
      events.push({ assetId, kind: 'failure', component: 'fan', atMs });
      events.push({ assetId, kind: 'replacement', component: 'fan', atMs: atMs + 6 * hourMs });
      for (let i = Math.floor((atMs - 3 * dayMs) / (3 * hourMs)); i < atMs / (3 * hourMs); i++)
        cabinetTemperatureC[i]! += 12;
    }
    for (let k = 0; k < 20; k++)
      events.push({ assetId, kind: 'error', code: 'E7', atMs: Math.floor(random() * days * 24) * hourMs });
    return { assetId, series: createSeries({ startMs: 0, stepMs: 3 * hourMs, columns: { cabinetTemperatureC } }) };
  });
  return { telemetry, events };
}

const history = fleet(7);
const options = { horizonMs: dayMs, trainer: mlRandomForest({ trees: 25, rowsPerTree: 200 }), seed: 1 };
const train = (more: object = {}) => trainFailurePredictor({ ...history, ...options, ...more });

describe('a failure predictor', () => {
  it('foresees in held-out time what announces itself, and says why', async () => {
    const trained = await train();
    if (!trained.ok) throw new Error(trained.message);
    const [fan] = trained.value.components;
    expect(fan).toMatchObject({ component: 'fan' });
    expect(fan!.score.rocAuc).toBeGreaterThan(0.95);
    expect(fan!.score.prAuc).toBeGreaterThan(5 * fan!.score.baseRate);
    const failure = history.events.findLast(({ kind }) => kind === 'failure')!;
    const risks = trained.value.risks({ atMs: failure.atMs - 6 * hourMs });
    expect(risks[0]).toMatchObject({ assetId: failure.assetId, component: 'fan', horizonMs: dayMs });
    expect(risks[0]!.probability).toBeGreaterThan(0.15);
    expect(risks.at(-1)!.probability).toBeLessThan(0.05);
    expect(risks[0]!.reasons[0]!.feature).toContain('cabinetTemperatureC');
    expect(risks[0]!.evidence.notes!.at(-1)).toMatch(
      /^Held-out time: ROC-AUC 0\.9\d+, PR-AUC 0\.\d+ at a base rate of 0\.0\d+/,
    );
    for (const risk of risks) expect(FailureRisk.parse(risk)).toEqual(risk);
  });

  it('says probabilities that come true as often as they say', async () => {
    const trained = await train();
    if (!trained.ok) throw new Error(trained.message);
    const fresh = fleet(99);
    let [said, happened, rows] = [0, 0, 0];
    for (let atMs = 10 * dayMs; atMs < 238 * dayMs; atMs += dayMs) {
      for (const { assetId, probability } of trained.value.risks({ atMs, history: fresh })) {
        said += probability;
        rows++;
        const fails = fresh.events.some(
          (e) => e.kind === 'failure' && e.assetId === assetId && e.atMs > atMs && e.atMs <= atMs + dayMs,
        );
        if (fails) happened++;
      }
    }
    expect(rows).toBe(2_280);
    expect(said / happened).toBeGreaterThan(0.6);
    expect(said / happened).toBeLessThan(1.6);
  });

  it('does not look at the future: changing it changes no feature and no risk', async () => {
    const atMs = 150 * dayMs + 5 * hourMs;
    const changed = {
      telemetry: history.telemetry.map(({ assetId, series }) => ({
        assetId,
        series: createSeries({
          ...series,
          coverage: undefined,
          columns: {
            cabinetTemperatureC: series.columns.cabinetTemperatureC.map((value, i) =>
              (i + 1) * 3 * hourMs <= atMs ? value : -999,
            ),
          },
        }),
      })),
      events: [
        ...history.events.filter((event) => event.atMs <= atMs),
        { assetId: 'inverter-1', kind: 'error' as const, code: 'E7', atMs: atMs + 1 },
        { assetId: 'inverter-2', kind: 'error' as const, code: 'E7', atMs: atMs - hourMs, knownAtMs: atMs + hourMs },
      ],
    };
    const plan = planFeatures({ history, windowMs: dayMs, trendMs: 7 * dayMs, untilMs: atMs });
    expect(featureRows(plan, assetPasts(changed), atMs)).toEqual(featureRows(plan, assetPasts(history), atMs));
    expect(planFeatures({ history: changed, windowMs: dayMs, trendMs: 7 * dayMs, untilMs: atMs })).toEqual(plan);
    const trained = await train();
    if (!trained.ok) throw new Error(trained.message);
    expect(trained.value.risks({ atMs, history: changed })).toEqual(trained.value.risks({ atMs }));
  });

  it('gives the same risks for the same seed', async () => {
    const [a, b] = [await train(), await train()];
    if (!a.ok || !b.ok) throw new Error('not trained');
    expect(b.value.risks({ atMs: 200 * dayMs })).toEqual(a.value.risks({ atMs: 200 * dayMs }));
  });

  it('knows nothing of a machine that sent nothing', async () => {
    const trained = await train();
    if (!trained.ok) throw new Error(trained.message);
    expect(trained.value.risks({ atMs: 300 * dayMs })).toEqual([]);
  });

  it('answers insufficient data without failures, with too few, or with too short a time', async () => {
    expect(await train({ events: [] })).toMatchObject({ ok: false, reason: 'noFailures' });
    const few = fleet(7, 1);
    expect(await trainFailurePredictor({ ...few, ...options })).toMatchObject({ ok: false, reason: 'tooFewFailures' });
    expect(await train({ endMs: 2 * dayMs })).toMatchObject({ ok: false, reason: 'tooShort' });
  });

  it('reports progress, lets others run, and stops when told to', async () => {
    const controller = new AbortController();
    const steps = new Set<string>();
    const training = train({
      signal: controller.signal,
      onProgress: ({ step, done }: { step: string; done: number }) => {
        steps.add(step);
        if (step === 'training' && done === 2) controller.abort();
      },
    });
    await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
    expect([...steps]).toEqual(['features', 'training']);
    await expect(train({ horizonMs: -1 })).rejects.toMatchObject({ code: 'MAINTENANCE_OPTION_INVALID' });
  });
});

describe('expected outages', () => {
  const risk = (assetId: string, component: string, probability: number) => ({
    assetId,
    component,
    atMs: 0,
    horizonMs: dayMs,
    probability,
    reasons: [],
    evidence: { sources: [assetId] },
  });

  it('spread a failure over the horizon and its repair', () => {
    const outages = expectedOutages({ risks: [risk('a', 'fan', 0.5), risk('b', 'fan', 0.001)], repairMs: dayMs });
    expect(outages.map(({ startMs, endMs, availableShare }) => [startMs, endMs, availableShare])).toEqual([
      [0, dayMs, 0.75],
      [dayMs, 2 * dayMs, 0.75],
    ]);
  });

  it('take away the probability times the repair in all', () => {
    for (const repairMs of [hourMs, 6 * hourMs, dayMs, 5 * dayMs]) {
      const lost = expectedOutages({ risks: [risk('a', 'fan', 0.3)], repairMs }).reduce(
        (sum, { startMs, endMs, availableShare }) => sum + (1 - availableShare) * (endMs - startMs),
        0,
      );
      expect(lost).toBeCloseTo(0.3 * repairMs, 0);
    }
  });

  it('multiply over the components of one machine', () => {
    const [first] = expectedOutages({ risks: [risk('a', 'fan', 0.5), risk('a', 'relay', 0.5)], repairMs: dayMs });
    expect(first!.availableShare).toBeCloseTo(0.75 * 0.75, 12);
    expect(first!.because).toBe('fan fails with 50.0 %, relay fails with 50.0 %');
  });

  it('give way to what is known to be down', () => {
    const known = [{ assetId: 'a', startMs: 0, endMs: dayMs, availableShare: 0, because: 'planned work' }];
    const { issuedAtMs, outages } = availabilityFrom({
      issuedAtMs: 0,
      known,
      risks: [risk('a', 'fan', 0.5)],
      repairMs: dayMs,
    });
    expect(issuedAtMs).toBe(0);
    expect(outages.map(({ startMs, availableShare }) => [startMs, availableShare])).toEqual([
      [0, 0],
      [dayMs, 0.75],
    ]);
  });
});
