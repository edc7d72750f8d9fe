/** How a column is compared: the error of one value in a unit, and what is allowed. */
export interface Check {
  readonly unit: string;
  readonly tolerance: number;
  error(got: number, expected: number, row: number): number;
  /** Share of rows that may be without an expected value where we have one. @defaultValue 1, for `error` judges them */
  readonly mostUnknown?: number;
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

/** Perez without diffuse light and DIRINT at night: pvlib gives NaN, we give the limit, 0. */
export function zeroForNaN(check: Check): Check {
  return {
    ...check,
    error: (got, expected, row) => (Number.isNaN(expected) && got === 0 ? 0 : check.error(got, expected, row)),
  };
}

/** What is made of such a part: pvlib gives NaN, we what the rest of the sum is. In one row of a hundred at most. */
export function restForNaN(check: Check): Check {
  return {
    ...check,
    mostUnknown: 0.01,
    error: (got, expected, row) =>
      Number.isNaN(expected) && Number.isFinite(got) ? 0 : check.error(got, expected, row),
  };
}
