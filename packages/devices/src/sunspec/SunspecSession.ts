import type { Point } from '@usina/core';
import type { DeviceInfo, Measurement, PolledSession } from '../driver/Driver.ts';
import { planReads, type RegisterSpan } from '../modbus/planReads.ts';
import { decodeModel } from './decodeModel.ts';
import { discoverModels, type SunspecLayout } from './discoverModels.ts';
import { createMissingFlags, type ModelMeasurement, measureModel, readingSources } from './measureModel.ts';
import { maxCount, type ReadRegisters } from './RegisterReader.ts';
import { SunspecError } from './SunspecError.ts';
import type { SunspecModel } from './SunspecModel.ts';

/** What is read at every poll. */
interface ReadPlan {
  /** Contiguous registers; a long run takes several requests. */
  readonly runs: readonly RegisterSpan[];
  readonly models: readonly { readonly model: SunspecModel; readonly span: RegisterSpan }[];
}

/** The common model: who the device is. */
const commonId = 1;

/** One SunSpec device: discovered once, then read in as few requests as its measuring models allow. */
export class SunspecSession implements PolledSession<Point> {
  readonly delivery = 'polled';
  readonly #read: ReadRegisters;
  readonly #models: ReadonlyMap<number, SunspecModel>;
  readonly #missingFlags = createMissingFlags();
  #plan: ReadPlan | undefined;

  constructor(read: ReadRegisters, models: readonly SunspecModel[]) {
    this.#read = read;
    this.#models = new Map(models.map((model) => [model.id, model]));
  }

  async discover(): Promise<DeviceInfo> {
    const layout = await discoverModels(this.#read, (id) => this.#models.has(id));
    this.#plan = this.#planOf(layout);
    const who = layout.models.find(({ id }) => id === commonId);
    const common = this.#models.get(commonId);
    const points = who?.registers && common ? decodeModel(common, who.registers).points : {};
    const text = (name: string) => (typeof points[name] === 'string' ? points[name] : undefined);
    return {
      maker: text('Mn'),
      model: text('Md'),
      serial: text('SN'),
      firmware: text('Vr'),
      models: layout.models.map(({ id, address, length }) => ({
        id,
        name: this.#models.get(id)?.name,
        address,
        length,
      })),
      ...(layout.brokenBy === undefined ? {} : { notes: [`the chain of models breaks: ${layout.brokenBy}`] }),
    };
  }

  async read(): Promise<Measurement<Point>> {
    if (!this.#plan) await this.discover();
    const { runs, models } = this.#plan!;
    const into: ModelMeasurement = { values: {}, missing: new Set() };
    for (const run of runs) {
      const registers = await this.#readRun(run);
      for (const { model, span } of models) {
        const offset = span.address - run.address;
        if (offset < 0 || offset + span.count > registers.length) continue;
        if (registers[offset] !== model.id) throw this.#changed(model, span, registers[offset]!);
        measureModel(model, registers.slice(offset, offset + span.count), into);
      }
    }
    return into.missing.size === 0
      ? { values: into.values }
      : { values: into.values, flags: this.#missingFlags(into.missing) };
  }

  async #readRun({ address, count }: RegisterSpan): Promise<readonly number[]> {
    if (count <= maxCount) return this.#read(address, count);
    const registers: number[] = [];
    for (let at = 0; at < count; at += maxCount) {
      registers.push(...(await this.#read(address + at, Math.min(maxCount, count - at))));
    }
    return registers;
  }

  #planOf(layout: SunspecLayout): ReadPlan {
    const models = layout.models.flatMap(({ id, address, length }) => {
      const model = this.#models.get(id);
      if (model === undefined || readingSources(model).length === 0) return [];
      return [{ model, span: { table: 'holding', address, count: length + 2 } as const }];
    });
    if (models.length === 0) {
      const found = layout.models.map(({ id }) => id);
      throw new SunspecError(
        'SUNSPEC_NO_MODELS',
        `The device has the SunSpec models ${found.join(', ') || '(none)'}, and none of them is read by this driver (${[...this.#models.keys()].join(', ')}).`,
        { context: { found, known: [...this.#models.keys()] } },
      );
    }
    const runs = planReads(
      models.map(({ span }) => span),
      { maxCount: Number.POSITIVE_INFINITY },
    );
    return { runs, models };
  }

  #changed(model: SunspecModel, span: RegisterSpan, read: number): SunspecError {
    this.#plan = undefined;
    return new SunspecError(
      'SUNSPEC_LAYOUT_CHANGED',
      `Read model id ${read} at register ${span.address}, expected ${model.id} as when the device was discovered. It is discovered anew at the next read.`,
      { context: { address: span.address, read, expected: model.id } },
    );
  }
}
