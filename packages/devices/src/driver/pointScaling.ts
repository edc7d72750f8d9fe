import { type PointDefinition, vocabulary } from '@usina/core';
import { DriverError } from './DriverError.ts';
import { unitFactor } from './unitFactor.ts';

/** How a device's number becomes a point's: shared by drivers that are data. */
export interface PointScaling {
  /** Unit of the device's number, as the manual says it: `W`, `kWh`, `0.1 °C` … */
  unit: string;
  /** What the device's number is multiplied with to be in the unit of the point. @defaultValue the conversion from `unit` */
  scale?: number | undefined;
  /** Which way the device counts as positive. Our points are positive when the asset delivers. @defaultValue 'export-positive' */
  sign?: 'export-positive' | 'import-positive' | undefined;
  /** Below it (scaled, in the device's own sign) the value is flagged `outOfRange`. */
  min?: number | undefined;
  /** Above it (scaled, in the device's own sign) the value is flagged `outOfRange`. */
  max?: number | undefined;
}

/** `PointScaling` with everything looked up: two multiplications and two comparisons a value. */
export interface ResolvedScaling {
  readonly factor: number;
  readonly sign: 1 | -1;
  readonly min: number;
  readonly max: number;
}

/**
 * Resolves a point's scaling against the vocabulary. Throws `DRIVER_INVALID` for an unknown point, and for a unit that
 * cannot become that of the point: also where a scale is given, for a scale cannot make °C of °F or W of kWh.
 */
export function resolveScaling(
  driverId: string,
  point: string,
  scaling: PointScaling,
  points: Readonly<Record<string, PointDefinition>> = vocabulary,
): ResolvedScaling {
  const definition = Object.hasOwn(points, point) ? points[point] : undefined;
  if (definition === undefined) {
    throw new DriverError(
      'DRIVER_INVALID',
      `Driver ${driverId}: "${point}" is no point of its vocabulary. Check the spelling, or add it with definePoints and pass the vocabulary.`,
      { context: { driverId, point } },
    );
  }
  const converted = convert(scaling.unit, definition.unit);
  if (converted === undefined) {
    throw new DriverError(
      'DRIVER_INVALID',
      `Driver ${driverId}: ${point} is in ${definition.unit} and no conversion from "${scaling.unit}" is known. Say it in ${definition.unit}, with the scale that it takes.`,
      { context: { driverId, point, unit: scaling.unit, expected: definition.unit } },
    );
  }
  if (scaling.scale !== undefined && converted > 1 && scaling.scale <= 1) {
    const meant = scaling.scale * converted;
    throw new DriverError(
      'DRIVER_INVALID',
      `Driver ${driverId}: ${point} has scale ${scaling.scale} and unit "${scaling.unit}", but a scale says how many ${definition.unit} one count is. A count of ${scaling.scale} ${scaling.unit} is scale: ${meant}; a count of ${scaling.scale} ${definition.unit} is unit: '${definition.unit}', scale: ${scaling.scale}.`,
      { context: { driverId, point, unit: scaling.unit, scale: scaling.scale } },
    );
  }
  return {
    factor: scaling.scale ?? converted,
    sign: scaling.sign === 'import-positive' ? -1 : 1,
    min: scaling.min ?? Number.NEGATIVE_INFINITY,
    max: scaling.max ?? Number.POSITIVE_INFINITY,
  };
}

/** The factor of a unit, or of so many of it: `0.1 °C`. */
function convert(from: string, to: string): number | undefined {
  const [, count = 1, unit = from] = /^(\d+(?:\.\d+)?) (.+)$/.exec(from) ?? [];
  const factor = unitFactor(unit, to);
  return factor === undefined ? undefined : Number(count) * factor;
}
