import type { Clock } from '@usina/core/time';
import type { DeviceInfo, Measurement, PolledSession } from '../driver/Driver.ts';
import { MeasurementBuilder } from '../driver/MeasurementBuilder.ts';
import type { ResolvedScaling } from '../driver/pointScaling.ts';
import type { ModbusConnection } from './ModbusConnection.ts';
import { planReads, type RegisterSpan } from './planReads.ts';
import { type RegisterType, readRegisters } from './registerType.ts';

/** A point of a register map with its defaults filled in. */
export interface MappedPoint<P extends string> {
  readonly point: P;
  readonly span: RegisterSpan;
  readonly type: RegisterType;
  readonly wordOrder: 'big' | 'little';
  readonly slow: boolean;
  readonly notImplemented: readonly number[];
  readonly scaling: ResolvedScaling;
}

export interface ModbusSessionOptions<P extends string> {
  connection(): ModbusConnection;
  unit: number;
  map: readonly MappedPoint<P>[];
  maxGap?: number | undefined;
  clock: Clock;
  identity: DeviceInfo;
}

/** How often `slow` points are read. */
const slowEveryMs = 60_000;

/** One device behind a register map. */
export class ModbusSession<P extends string> implements PolledSession<P> {
  readonly delivery = 'polled';
  readonly #options: ModbusSessionOptions<P>;
  readonly #fast: readonly MappedPoint<P>[];
  #slowDueMs = Number.NEGATIVE_INFINITY;

  constructor(options: ModbusSessionOptions<P>) {
    this.#options = options;
    this.#fast = options.map.filter(({ slow }) => !slow);
  }

  /** A register map carries no identity: what the driver says, once the device has answered. */
  async discover(): Promise<DeviceInfo> {
    await this.read();
    return this.#options.identity;
  }

  async read(): Promise<Measurement<P>> {
    const { connection, unit, map, maxGap, clock } = this.#options;
    const nowMs = clock.now();
    const slow = nowMs >= this.#slowDueMs;
    const points = slow ? map : this.#fast;
    const builder = new MeasurementBuilder<P>();
    const plan = planReads(
      points.map(({ span }) => span),
      { maxGap },
    );
    for (const block of plan) {
      const registers = await connection().read({ unit, ...block });
      for (const mapped of points) decode(builder, mapped, block, registers);
    }
    if (slow) this.#slowDueMs = nowMs + slowEveryMs;
    return builder.build();
  }
}

function decode<P extends string>(
  builder: MeasurementBuilder<P>,
  { point, span, type, wordOrder, notImplemented, scaling }: MappedPoint<P>,
  block: RegisterSpan,
  registers: readonly number[],
): void {
  const offset = span.address - block.address;
  if (span.table !== block.table || offset < 0 || offset + span.count > registers.length) return;
  const raw = readRegisters(registers, offset, type, wordOrder);
  if (Number.isNaN(raw) || notImplemented.includes(raw)) builder.flag(point, 'notImplemented');
  else builder.add(point, raw, scaling);
}
