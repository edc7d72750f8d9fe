export interface UsinaErrorOptions {
  /** What was read, what was expected: plain data for logs and for callers that branch. Never a secret. */
  context?: Readonly<Record<string, unknown>>;
  /** The error that led to this one. */
  cause?: unknown;
}

const brand = Symbol.for('usina.error');

/**
 * Misuse of the API or a fault that stops an operation. Branch on `code`, never on `message`: codes are
 * public and stable, messages may improve. The message says what was read, what was expected and what to check.
 *
 * Bad data from the field is not an error but a flagged value, see `Flag`.
 */
export class UsinaError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: Code, message: string, options: UsinaErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.context = options.context ?? {};
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Narrows an unknown to a `UsinaError`, also across two installed copies of a package. */
export function isUsinaError<Code extends string = string>(error: unknown, code?: Code): error is UsinaError<Code> {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || (error as unknown as UsinaError).code === code;
}
