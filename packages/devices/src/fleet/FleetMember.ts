import { type Flag, flagImplausible, isUsinaError, type Reading, vocabulary } from '@usina/core';
import type { Clock } from '@usina/core/time';
import { DeviceError } from '../driver/DeviceError.ts';
import type { DeviceSession, Driver, Measurement } from '../driver/Driver.ts';
import type { Discovery } from './Discovery.ts';
import type { StatusBoard } from './StatusBoard.ts';

export interface FleetMemberOptions {
  assetId: string;
  driver: Driver<string>;
  session: DeviceSession;
  clock: Clock;
  board: StatusBoard;
  emit(reading: Reading<string>): void;
  /** Aborted when the fleet closes: what fails from then on is no fault of the asset. */
  closing: AbortSignal;
}

const commError: readonly Flag[] = Object.freeze(['commError'] as const);

/** One asset of a fleet: makes readings of its measurements and statuses of its failures. */
export class FleetMember {
  readonly #options: FleetMemberOptions;
  /** Points that the last measurement had values of: those that a failed read lacks. */
  #points: readonly string[];
  /** Of an asset that pushes: the last reading that no poll has returned yet. */
  #pushed: Reading<string> | undefined;

  constructor(options: FleetMemberOptions) {
    this.#options = options;
    this.#points = options.driver.points;
  }

  /** Begins to listen where the asset pushes. */
  start(): void {
    const { session, assetId, clock, board, closing } = this.#options;
    if (session.delivery !== 'pushed') return;
    session.listen({
      measurement: (measurement) => {
        const nowMs = clock.now();
        this.#pushed = this.#reading(measurement, nowMs);
        this.#options.emit(this.#pushed);
      },
      status: ({ error, online, malformed = board.malformedOf(assetId) }) => {
        if (closing.aborted) return;
        const state = online ? 'online' : (error?.state ?? 'silent');
        board.set({ assetId, state, atMs: clock.now(), ...reasonOf(error), ...(malformed ? { malformed } : {}) });
      },
    });
  }

  async poll(): Promise<Reading<string> | undefined> {
    const { session, clock, assetId, board, emit, closing } = this.#options;
    if (session.delivery === 'pushed') {
      await session.settle();
      const pushed = this.#pushed;
      this.#pushed = undefined;
      return pushed;
    }
    const atMs = clock.now();
    let reading: Reading<string>;
    try {
      reading = this.#reading(await session.read(), atMs);
      board.set({ assetId, state: 'online', atMs });
    } catch (error) {
      // an answer for who polled, but no news of the asset
      if (closing.aborted) return this.#failed(atMs);
      reading = this.#failed(atMs);
      board.set({ assetId, state: stateOf(error), atMs, ...reasonOf(error) });
    }
    emit(reading);
    return reading;
  }

  async discover(): Promise<Discovery> {
    const { session, assetId, clock, board } = this.#options;
    try {
      const info = await session.discover();
      if (session.delivery === 'polled') board.set({ assetId, state: 'online', atMs: clock.now() });
      return { assetId, ok: true, ...info };
    } catch (error) {
      const { code = 'FAILED', reason = String(error) } = reasonOf(error);
      board.set({ assetId, state: stateOf(error), atMs: clock.now(), code, reason });
      return { assetId, ok: false, code, reason };
    }
  }

  #reading(measurement: Measurement, nowMs: number): Reading<string> {
    const { assetId, driver, clock } = this.#options;
    const { values, flags, atMs = nowMs, sequence } = measurement;
    const points = Object.keys(values);
    if (points.length > 0) this.#points = points;
    const reading = {
      assetId,
      atMs,
      receivedAtMs: clock.now(),
      source: driver.id,
      ...(sequence === undefined ? {} : { sequence }),
      values,
      ...(flags === undefined ? {} : { flags }),
    } as Reading<string>;
    return flagImplausible<string>(reading, driver.vocabulary ?? vocabulary);
  }

  #failed(atMs: number): Reading<string> {
    const { assetId, driver, clock } = this.#options;
    const flags = Object.fromEntries(this.#points.map((point) => [point, commError]));
    return { assetId, atMs, receivedAtMs: clock.now(), source: driver.id, values: {}, flags } as Reading<string>;
  }
}

function stateOf(error: unknown): 'silent' | 'offline' {
  return error instanceof DeviceError ? error.state : 'offline';
}

function reasonOf(error: unknown): { code?: string; reason?: string } {
  if (error === undefined) return {};
  if (isUsinaError(error)) return { code: error.code, reason: error.message };
  return { code: 'DRIVER_FAILED', reason: String(error) };
}
