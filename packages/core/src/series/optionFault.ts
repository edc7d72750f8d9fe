import { SeriesError } from './SeriesError.ts';

/** The error for an option or argument that is none of those it can be. */
export function optionFault(option: string, read: unknown, expected: string): SeriesError {
  return new SeriesError('SERIES_OPTION', `Read ${option} ${String(read)}, expected ${expected}.`, {
    context: { option, read },
  });
}
