import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type FailurePredictor,
  type MachineEvent,
  type MachineHistory,
  trainFailurePredictor,
} from '@usina/maintenance';
import type { VerifyArea } from '../verify.ts';
import { trainerOf } from './failures/trainers.ts';

const hourMs = 3_600_000;
const horizonMs = 24 * hourMs;
const stepMs = 6 * hourMs;

/**
 * The event tables of Azure's predictive maintenance sample: trained on some machines, judged on others. Every 6 h of the year,
 * will the machine fail within 24 h? Thresholds come from the training machines.
 */
const pdm: VerifyArea = async (args, print) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      seed: { type: 'string', default: '1' },
      trainer: { type: 'string' },
    },
  });
  const [folder] = positionals;
  if (!folder || !values.train || !values.test) throw new Error('Usage: pdm FOLDER --train 1-50 --test 51-70');
  const history = readHistory(folder);
  const errors = history.events.filter(({ kind }) => kind === 'error');
  const year = new Date(Math.min(...errors.map(({ atMs }) => atMs))).getUTCFullYear();
  const [startMs, endMs] = [Date.UTC(year, 0, 8), Date.UTC(year, 11, 31)];
  const trained = await trainFailurePredictor({
    ...only(history, values.train),
    horizonMs,
    stepMs,
    trendMs: 7 * 24 * hourMs,
    startMs,
    endMs,
    seed: Number(values.seed),
    ...(values.trainer === undefined ? {} : { trainer: trainerOf(values.trainer) }),
  });
  if (!trained.ok) throw new Error(trained.message);
  const { components } = trained.value;
  for (const { component, score, calibration } of components) {
    print({ component, part: 'held-out time of the training machines', calibration, ...score });
  }
  const tallies = judge(trained.value, only(history, values.test), Date.UTC(year, 1, 1), Date.UTC(year, 11, 30));
  const scores = [...tallies].map(([component, tally]) => ({ component, part: 'test machines', ...toF1(tally) }));
  for (const score of scores) print(score);
  const all = scores.find(({ component }) => component === 'all')!;
  return {
    passed: scores.filter(({ f1 }) => f1 > 0.5).length,
    failed: scores.filter(({ f1 }) => !(f1 > 0.5)).length,
    f1: all.f1,
    byComponent: Object.fromEntries(scores.filter((s) => s !== all).map(({ component, f1 }) => [component, f1])),
  };
};

export default pdm;

interface Tally {
  hits: number;
  falseAlarms: number;
  missed: number;
}

/** Alarms against failures, machine by machine and moment by moment; "all" asks for any component. */
function judge(predictor: FailurePredictor, history: MachineHistory, startMs: number, endMs: number) {
  const tallies = new Map<string, Tally>();
  const count = (name: string, alarm: boolean, fails: boolean) => {
    const tally = tallies.get(name) ?? { hits: 0, falseAlarms: 0, missed: 0 };
    tallies.set(name, tally);
    if (alarm && fails) tally.hits++;
    else if (alarm) tally.falseAlarms++;
    else if (fails) tally.missed++;
  };
  const failures = history.events.filter(({ kind }) => kind === 'failure');
  const thresholds = new Map(predictor.components.map(({ component, threshold }) => [component, threshold]));
  for (let atMs = startMs; atMs <= endMs; atMs += stepMs) {
    const ahead = failures.filter((failure) => failure.atMs > atMs && failure.atMs <= atMs + horizonMs);
    const alarmed = new Set<string>();
    const machines = new Set<string>();
    for (const { assetId, component, probability } of predictor.risks({ atMs, history })) {
      const alarm = probability >= thresholds.get(component)!;
      if (alarm) alarmed.add(assetId);
      machines.add(assetId);
      count(
        component,
        alarm,
        ahead.some((failure) => failure.assetId === assetId && failure.component === component),
      );
    }
    for (const assetId of machines) {
      count(
        'all',
        alarmed.has(assetId),
        ahead.some((failure) => failure.assetId === assetId),
      );
    }
  }
  return tallies;
}

function toF1({ hits, falseAlarms, missed }: Tally) {
  const [precision, recall] = [hits / (hits + falseAlarms), hits / (hits + missed)];
  return { f1: (2 * hits) / (2 * hits + falseAlarms + missed), precision, recall, rows: hits + missed };
}

function only({ events, attributes = {} }: MachineHistory, range: string): MachineHistory {
  const [from, to] = range.split('-').map(Number);
  const chosen = (assetId: string) => Number(assetId) >= from! && Number(assetId) <= (to ?? from)!;
  return {
    events: events.filter(({ assetId }) => chosen(assetId)),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([assetId]) => chosen(assetId))),
  };
}

function readHistory(folder: string): MachineHistory {
  const read = (name: string) => {
    const [header = '', ...lines] = readFileSync(join(folder, name), 'utf8').trimEnd().split(/\r?\n/);
    const columns = header.split(',');
    return lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(columns.map((column, index) => [column, cells[index]!]));
    });
  };
  const events = (name: string, kind: MachineEvent['kind'], member: 'component' | 'code', column: string) =>
    read(name).map(
      (row): MachineEvent => ({
        assetId: row.machineID!,
        kind,
        atMs: Date.parse(`${row.datetime!.replace(' ', 'T')}Z`),
        [member]: row[column]!,
      }),
    );
  return {
    events: [
      ...events('PdM_failures.csv', 'failure', 'component', 'failure'),
      ...events('PdM_errors.csv', 'error', 'code', 'errorID'),
      ...events('PdM_maint.csv', 'replacement', 'component', 'comp'),
    ],
    attributes: Object.fromEntries(
      read('PdM_machines.csv').map(({ machineID, model, age }) => [
        machineID!,
        { model: Number(model!.replace(/\D/g, '')), ageYears: Number(age) },
      ]),
    ),
  };
}
