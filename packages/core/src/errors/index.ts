export { AbortedError, throwIfAborted } from './abort.ts';
export { isUsinaError, UsinaError, type UsinaErrorOptions } from './UsinaError.ts';
