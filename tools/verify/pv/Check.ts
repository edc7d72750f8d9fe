/** How a column is compared: the error of one value in a unit, and what is allowed. */
export interface Check {
  readonly unit: string;
  readonly tolerance: number;
  error(got: number, expected: number, row: number): number;
}

/** Both missing is no error, one missing is. */
function missing(got: number, expected: number): number | undefined {
  if (Number.isNaN(expected)) return Number.isNaN(got) ? 0 : Number.POSITIVE_INFINITY;
  return Number.isNaN(got) ? Number.POSITIVE_INFINITY : undefined;
}

/** Difference over |expected|; below `floor` over the floor, where a ratio says nothing. */
export function relative(tolerance = 1e-9, floor = 1e-6): Check {
  return {
    unit: 'relative',
    tolerance,
    error: (got, expected) => missing(got, expected) ?? Math.abs(got - expected) / Math.max(Math.abs(expected), floor),
  };
}

/** Plain difference. */
export function absolute(unit: string, tolerance: number): Check {
  return { unit, tolerance, error: (got, expected) => missing(got, expected) ?? Math.abs(got - expected) };
}

/** Smallest turn between two directions. [°] */
export function direction(tolerance: number): Check {
  return {
    unit: 'deg',
    tolerance,
    error: (got, expected) => missing(got, expected) ?? Math.abs(((((got - expected) % 360) + 540) % 360) - 180),
  };
}

/** Perez without diffuse light: pvlib gives NaN, we give the limit, 0 (and what the rest of the sum is). */
export function zeroForNaN(check: Check): Check {
  return {
    ...check,
    error: (got, expected, row) =>
      Number.isNaN(expected) && Number.isFinite(got) ? 0 : check.error(got, expected, row),
  };
}
