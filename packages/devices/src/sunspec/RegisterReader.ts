import { isUsinaError } from '@usina/core/errors';
import { isModbusException } from '../modbus/ModbusError.ts';

/** Reads holding registers of one unit: 1 to 125 at a time. */
export type ReadRegisters = (address: number, count: number) => Promise<readonly number[]>;

/** The most that one request can carry: MODBUS Application Protocol V1.1b3, 6.3. */
export const maxCount = 125;
const addressSpace = 65_536;

/**
 * Reads ahead, so that a walk from header to header takes few requests, and steps back to what was asked for where
 * the device refuses the rest: maps end where they like. The first request of all is exact, so that a device that does
 * not answer costs one timeout.
 */
export class RegisterReader {
  readonly #read: ReadRegisters;
  readonly #known = new Map<number, number>();
  /** End of the shortest read ahead that failed. */
  #refusedTo = Number.POSITIVE_INFINITY;

  constructor(read: ReadRegisters) {
    this.#read = read;
  }

  /** Registers, or undefined where the device has none there (exceptions 2, 3 and 4). Other failures are thrown. */
  async read(address: number, count: number): Promise<readonly number[] | undefined> {
    if (address + count > addressSpace) return undefined;
    for (let at = address; at < address + count; at++) {
      if (!this.#known.has(at) && !(await this.#fetch(at, address + count - at))) return undefined;
    }
    return Array.from({ length: count }, (_, i) => this.#known.get(address + i)!);
  }

  async #fetch(address: number, needed: number): Promise<boolean> {
    const exact = Math.min(needed, maxCount);
    const ahead = Math.min(maxCount, addressSpace - address);
    if (this.#known.size > 0 && ahead > exact && address + ahead < this.#refusedTo) {
      if (await this.#try(address, ahead, true)) return true;
      this.#refusedTo = address + ahead;
    }
    return this.#try(address, exact, false);
  }

  async #try(address: number, count: number, ahead: boolean): Promise<boolean> {
    try {
      const registers = await this.#read(address, count);
      registers.forEach((register, i) => {
        this.#known.set(address + i, register);
      });
      return true;
    } catch (error) {
      if (isModbusException(error, 2, 3, 4)) return false;
      // Some devices say nothing at all when a request goes past the end of their map.
      if (ahead && isUsinaError(error, 'MODBUS_TIMEOUT')) return false;
      throw error;
    }
  }
}
