import type { Column } from '@usina/core/series';
import type { Quantity, Scalars } from '../Quantity.ts';
import {
  defineTransposition,
  forEachSkyElement,
  type SkyElement,
  skyLength,
  type Transposition,
  type TranspositionOptions,
} from './Transposition.ts';

/** Where the sky's diffuse light on a plane comes from; the sum is what the transposition gives. [W/m²] */
export interface SkyComponents<Q extends Quantity = Column> {
  /** From the whole dome. */
  isotropicWm2: Q;
  /** From around the sun. */
  circumsolarWm2: Q;
  /** From the horizon's band; may be negative, 0 in models without one. */
  horizonWm2: Q;
}

/** A transposition whose parts can be asked for (pvlib's `return_components`). */
export interface ComponentTransposition extends Transposition {
  components(options: Scalars<TranspositionOptions>): SkyComponents<number>;
  components(options: TranspositionOptions): SkyComponents;
}

/**
 * Makes a transposition from a formula of its parts, which it writes to `parts`. The sum is not below 0; where it is 0
 * the parts are 0. What it gives for NaN is the formula's matter.
 *
 * @example
 * const write = ({ dhiWm2 }, parts) => Object.assign(parts, { isotropicWm2: dhiWm2 / 2, circumsolarWm2: 5, horizonWm2: 0 });
 * defineComponentTransposition({ id: 'half', source: 'me', write })({ surfaceTiltDeg: 90, surfaceAzimuthDeg: 0,
 *   solarZenithDeg: 30, solarAzimuthDeg: 0, dhiWm2: 120, dniWm2: 0, dniExtraWm2: 1366 }) // 65
 */
export function defineComponentTransposition(definition: {
  id: string;
  source: string;
  write: (element: Readonly<SkyElement>, parts: SkyComponents<number>) => void;
}): ComponentTransposition {
  const { id, source, write } = definition;
  const sum = (element: Readonly<SkyElement>, parts: SkyComponents<number>) => {
    write(element, parts);
    return Math.max(parts.isotropicWm2 + parts.circumsolarWm2 + parts.horizonWm2, 0);
  };
  const part: SkyComponents<number> = { isotropicWm2: 0, circumsolarWm2: 0, horizonWm2: 0 };
  const transposition = defineTransposition({ id, source, skyDiffuseWm2: (element) => sum(element, part) });
  const components = (options: TranspositionOptions): SkyComponents<number> | SkyComponents => {
    const length = skyLength(options);
    const n = length ?? 1;
    const result: SkyComponents = {
      isotropicWm2: new Float64Array(n),
      circumsolarWm2: new Float64Array(n),
      horizonWm2: new Float64Array(n),
    };
    forEachSkyElement(options, n, (element, i) => {
      const dark = sum(element, part) === 0;
      result.isotropicWm2[i] = dark ? 0 : part.isotropicWm2;
      result.circumsolarWm2[i] = dark ? 0 : part.circumsolarWm2;
      result.horizonWm2[i] = dark ? 0 : part.horizonWm2;
    });
    if (length !== undefined) return result;
    return {
      isotropicWm2: result.isotropicWm2[0]!,
      circumsolarWm2: result.circumsolarWm2[0]!,
      horizonWm2: result.horizonWm2[0]!,
    };
  };
  const call = (options: TranspositionOptions) => transposition(options);
  return Object.freeze(Object.assign(call as ComponentTransposition, { id, source, components }));
}
