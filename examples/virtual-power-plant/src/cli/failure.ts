import { isUsinaError } from '@usina/core/errors';
import { Stopped } from './stopSignals.ts';

export interface Failure {
  exitCode: number;
  message: string;
}

const whole = 'Nothing was left half-written.';

/** What a failed run says, once, and the code that it exits with: 130 after Ctrl-C, else 1. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof Stopped) return { exitCode: error.exitCode, message: `${error.message} ${whole}` };
  if (error instanceof AggregateError && error.cause !== undefined) {
    const first = describeFailure(error.cause);
    const others = error.errors.filter((other) => other !== error.cause).map((other) => describeFailure(other).message);
    const news = new Set(others.filter((message) => message !== first.message));
    return {
      ...first,
      message: [first.message, ...[...news].map((message) => `While closing: ${message}`)].join('\n'),
    };
  }
  return { exitCode: 1, message: describe(error) };
}

/** Files that were given: what the system says of them is in the message, and naming another `--out` would not help. */
const aboutInput = /^(DATA|PRICES)_/;

function describe(error: unknown): string {
  if (isUsinaError(error) && aboutInput.test(error.code)) return `${error.message} [${error.code}]`;
  const { code, path, port } = systemError(error) ?? {};
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full (writing ${path ?? 'the results'}). Free some space, or name another folder with --out. ${whole}`;
    case 'EFBIG':
      return `A file grew beyond what is allowed (writing ${path ?? 'the results'}). Raise the limit (ulimit -f), or name another folder with --out. ${whole}`;
    case 'EADDRINUSE':
      return `Port ${port ?? '(unknown)'} is in use. Choose another with --modbus-port or --mqtt-port, or leave them out to take free ones.`;
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
      return `${path ?? 'A file'} cannot be written (${code}). Check its rights, or name another folder with --out.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${path ?? 'A path'} is a file or leads through one (${code}). Name a folder with --out.`;
  }
  if (isUsinaError(error, 'STORE_FULL')) {
    const full = error.context.systemCode === 'EFBIG' ? 'EFBIG' : 'ENOSPC';
    return describe({ code: full, syscall: 'write', path: 'the telemetry' });
  }
  if (isUsinaError(error)) return `${error.message} [${error.code}]`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

interface SystemError {
  code: string;
  path?: string;
  port?: number;
}

/** The error of the operating system at the root of a chain of causes. */
function systemError(error: unknown): SystemError | undefined {
  for (let at = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    if ('syscall' in at && 'code' in at && typeof at.code === 'string') return at as SystemError;
  }
  return undefined;
}
