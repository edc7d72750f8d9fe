import { UsinaError } from '@usina/core/errors';

/**
 * Codes of everything that can be wrong with a file of prices.
 *
 * - `PRICES_COMPRESSED`: gzip bytes, to be decompressed by the caller
 * - `PRICES_EMPTY`: no line with a price
 * - `PRICES_COLUMNS`: a header of no known layout, or a line with too few or too many fields
 * - `PRICES_NUMBER`: a cell that is not a price, an hour, a day or a month
 * - `PRICES_DECIMAL_MARK`: decimal comma and decimal point in one file
 * - `PRICES_PERIOD`: the numbered hour of the month contradicts day and hour
 * - `PRICES_TIME_ZONE`: a time without the offset of Brasília
 * - `PRICES_SUBMARKET`: an unknown submarket, or one that the file does not hold
 * - `PRICES_DUPLICATE`: one hour twice with the same price
 * - `PRICES_CONFLICT`: one hour twice with two prices
 */
export type PriceErrorCode =
  | 'PRICES_COMPRESSED'
  | 'PRICES_EMPTY'
  | 'PRICES_COLUMNS'
  | 'PRICES_NUMBER'
  | 'PRICES_DECIMAL_MARK'
  | 'PRICES_PERIOD'
  | 'PRICES_TIME_ZONE'
  | 'PRICES_SUBMARKET'
  | 'PRICES_DUPLICATE'
  | 'PRICES_CONFLICT';

/** Where in the source the fault is, what was there and what should be. */
export interface PriceErrorPlace {
  /** Edition of the source that the caller named. */
  readonly revision: string;
  /** 1-based; the header is line 1. */
  readonly line?: number;
  readonly column?: string;
  readonly read: string;
  readonly expected: string;
}

/** A file of prices cannot be used. `context` is a `PriceErrorPlace`. */
export class PriceError extends UsinaError<PriceErrorCode> {
  constructor(code: PriceErrorCode, place: PriceErrorPlace, check: string) {
    const line = place.line === undefined ? '' : `, line ${place.line}`;
    const column = place.column === undefined ? '' : `, column ${place.column}`;
    super(
      code,
      `Prices "${place.revision}"${line}${column}: read ${place.read}, expected ${place.expected}. ${check}`,
      { context: { ...place } },
    );
  }
}
