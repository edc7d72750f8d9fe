import { isUsinaError } from '@usina/core/errors';

export interface Failure {
  exitCode: number;
  message: string;
}

/** What a failed run says, once, and the code that it exits with: 130 after Ctrl-C, else 1. */
export function describeFailure(error: unknown, interrupted: boolean): Failure {
  if (interrupted) return { exitCode: 130, message: 'Stopped by Ctrl-C. Nothing was left half-written.' };
  const system = systemError(error);
  if (system?.code === 'ENOSPC' || system?.code === 'EDQUOT') {
    return failed(
      `The disk is full (writing ${system.path ?? 'the results'}). Free some space, or name another folder with --out. Nothing was left half-written.`,
    );
  }
  if (system?.code === 'EADDRINUSE') {
    return failed(
      `Port ${system.port ?? '(unknown)'} is in use. Choose another with --modbus-port or --mqtt-port, or leave them out to take free ones.`,
    );
  }
  if (system?.code === 'EACCES' || system?.code === 'EROFS' || system?.code === 'EPERM') {
    return failed(
      `${system.path ?? 'A file'} cannot be written (${system.code}). Check its rights, or name another folder with --out.`,
    );
  }
  if (isUsinaError(error)) return failed(`${error.message} [${error.code}]`);
  return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function failed(message: string): Failure {
  return { exitCode: 1, message };
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
