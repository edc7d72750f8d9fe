import type { Clock } from '@usina/core/time';
import type { Link } from '../driver/Driver.ts';
import { exceptionError, ModbusError } from './ModbusError.ts';
import { type ModbusSocket, openModbusSocket } from './openModbusSocket.ts';
import { startTimeout } from './startTimeout.ts';

export interface ModbusConnectionOptions {
  host: string;
  port: number;
  /** How long to wait for a connection and for each answer, in real time. [ms] */
  timeoutMs: number;
  /** Times the pauses between attempts to connect. */
  clock: Clock;
}

/** Consecutive registers of one unit. */
export interface ModbusRequest {
  readonly unit: number;
  /** @defaultValue 'holding' */
  readonly table?: 'holding' | 'input' | undefined;
  /** As on the wire: 0 is the first register. */
  readonly address: number;
  /** 1 to 125. */
  readonly count: number;
}

/** First and longest pause after a failed attempt to connect; it doubles in between. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** Answers missed in a row before the connection is given up: a device that lost power leaves a socket that never errs. */
const missesBeforeReconnect = 3;
/** modbus-serial counts transactions modulo 256: an answer that late would be taken for another request's. */
const transactionWindow = 200;

interface Job {
  readonly request: ModbusRequest;
  resolve(registers: readonly number[]): void;
  reject(error: unknown): void;
}

/**
 * One Modbus TCP connection, shared by the units behind it. Opens at the first request and again after a loss; requests
 * are answered one at a time, in order, because many devices take no more. An answer that comes after its request timed
 * out is dropped.
 */
export class ModbusConnection implements Link {
  readonly endpoint: string;
  readonly #options: ModbusConnectionOptions;
  readonly #queue: Job[] = [];
  #running = false;
  #closed = false;
  #socket: ModbusSocket | undefined;
  #opening: Promise<ModbusSocket> | undefined;
  #misses = 0;
  /** Requests sent on this socket since the oldest that was never answered; 0 where all were. */
  #sinceMiss = 0;
  #pauseMs = 0;
  #retryAtMs = Number.NEGATIVE_INFINITY;
  #lastFailure: ModbusError | undefined;

  constructor(options: ModbusConnectionOptions) {
    this.#options = options;
    this.endpoint = `${options.host}:${options.port}`;
  }

  /** Reads registers. Rejects with a `ModbusError`. */
  read(request: ModbusRequest): Promise<readonly number[]> {
    if (this.#closed) return Promise.reject(this.#closedError());
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, resolve, reject });
      void this.#run();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.reject(this.#closedError());
    const socket = this.#socket ?? (await this.#opening?.catch(() => undefined));
    this.#socket = undefined;
    await socket?.end(this.#closedError());
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) {
      try {
        job.resolve(await this.#exchange(await this.#ready(), job.request));
      } catch (error) {
        job.reject(error);
      }
    }
    this.#running = false;
  }

  /** An open socket: the one there is, or a new one unless the last attempt failed a moment ago. */
  async #ready(): Promise<ModbusSocket> {
    if (this.#closed) throw this.#closedError();
    if (this.#socket && !this.#socket.ended) {
      const stale = this.#misses >= missesBeforeReconnect || this.#sinceMiss >= transactionWindow;
      if (!stale) return this.#socket;
      await this.#socket.end(this.#closedError());
    }
    this.#socket = undefined;
    const { clock, host, port, timeoutMs } = this.#options;
    if (clock.now() < this.#retryAtMs) throw this.#waiting();
    try {
      this.#opening = openModbusSocket({ host, port, timeoutMs });
      const socket = await this.#opening;
      this.#pauseMs = 0;
      this.#misses = 0;
      this.#sinceMiss = 0;
      this.#socket = socket;
      if (!this.#closed) return socket;
      await socket.end(this.#closedError());
      throw this.#closedError();
    } catch (error) {
      if (error instanceof ModbusError && error.code === 'MODBUS_UNREACHABLE') {
        this.#lastFailure = error;
        this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs === 0 ? firstPauseMs : this.#pauseMs * 2);
        this.#retryAtMs = clock.now() + this.#pauseMs;
      }
      throw error;
    } finally {
      this.#opening = undefined;
    }
  }

  #exchange(socket: ModbusSocket, request: ModbusRequest): Promise<readonly number[]> {
    const { timeoutMs } = this.#options;
    const { unit, table = 'holding', address, count } = request;
    const bytesBefore = socket.bytesRead;
    return new Promise((resolve, reject) => {
      let settled = false;
      const settle = () => {
        if (settled) return false;
        settled = true;
        cancelTimeout();
        socket.onEnd = undefined;
        return true;
      };
      const cancelTimeout = startTimeout(timeoutMs, () => {
        if (!settle()) return;
        this.#misses = socket.bytesRead === bytesBefore ? this.#misses + 1 : 0;
        this.#sinceMiss += 1;
        reject(this.#timeout(request));
      });
      socket.onEnd = (error) => settle() && reject(error);
      if (this.#sinceMiss > 0) this.#sinceMiss += 1;
      const answer = (error: (Error & { modbusCode?: number }) | null, result?: { data: number[] }) => {
        if (!settle()) return;
        this.#misses = 0;
        if (error?.modbusCode !== undefined) reject(exceptionError(this.endpoint, request, error.modbusCode, error));
        else if (error || result?.data.length !== count) reject(this.#wrongAnswer(request, error));
        else resolve(result.data);
      };
      if (socket.ended) socket.onEnd(socket.ended);
      else if (table === 'input') socket.client.writeFC4(unit, address, count, answer);
      else socket.client.writeFC3(unit, address, count, answer);
    });
  }

  #timeout(request: ModbusRequest): ModbusError {
    const { timeoutMs } = this.#options;
    return new ModbusError(
      'MODBUS_TIMEOUT',
      `${this.endpoint} did not answer ${JSON.stringify(request)} within ${timeoutMs} ms. Check the unit id, or allow more time.`,
      { context: { endpoint: this.endpoint, ...request, timeoutMs }, state: 'silent' },
    );
  }

  #wrongAnswer(request: ModbusRequest, cause: Error | null): ModbusError {
    const why = cause?.message ?? 'another number of registers than asked for';
    return new ModbusError('MODBUS_PROTOCOL', `${this.endpoint} answered ${JSON.stringify(request)} wrongly: ${why}.`, {
      context: { endpoint: this.endpoint, ...request },
      cause,
    });
  }

  #waiting(): ModbusError {
    const message = `${this.endpoint} could not be reached and is tried again in ${this.#retryAtMs - this.#options.clock.now()} ms.`;
    const context = { endpoint: this.endpoint, retryAtMs: this.#retryAtMs };
    return new ModbusError('MODBUS_UNREACHABLE', message, { context, cause: this.#lastFailure });
  }

  #closedError(): ModbusError {
    return new ModbusError('MODBUS_CLOSED', `The connection to ${this.endpoint} was closed by this side.`, {
      context: { endpoint: this.endpoint },
    });
  }
}
