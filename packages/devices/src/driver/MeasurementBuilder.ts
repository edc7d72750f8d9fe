import type { Flag } from '@usina/core';
import type { Measurement } from './Driver.ts';
import type { ResolvedScaling } from './pointScaling.ts';

/** Collects the values and flags of one measurement under the rules of `Reading`. */
export class MeasurementBuilder<P extends string = string> {
  readonly values: Partial<Record<P, number>> = {};
  #flags: Partial<Record<P, Flag[]>> | undefined;

  /** A number of the device: scaled, signed, flagged where out of range, `commError` where it is no number. */
  add(point: P, raw: number, scaling: ResolvedScaling): void {
    const scaled = raw * scaling.factor;
    if (!Number.isFinite(scaled)) {
      this.flag(point, 'commError');
      return;
    }
    this.values[point] = scaling.sign === 1 || scaled === 0 ? scaled : -scaled;
    if (scaled < scaling.min || scaled > scaling.max) this.flag(point, 'outOfRange');
  }

  flag(point: P, flag: Flag): void {
    this.#flags ??= {};
    const flags = this.#flags[point];
    if (flags === undefined) this.#flags[point] = [flag];
    else if (!flags.includes(flag)) flags.push(flag);
  }

  build(atMs?: number): Measurement<P> {
    return {
      values: this.values,
      ...(this.#flags === undefined ? {} : { flags: this.#flags }),
      ...(atMs === undefined ? {} : { atMs }),
    };
  }
}
