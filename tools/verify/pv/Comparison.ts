import type { Check } from './Check.ts';

/** One figure beside its reference. */
export interface ComparedFigure {
  name: string;
  got: number;
  expected: number;
  check: Check;
  /** What part of a difference is of the models, what of us. */
  because?: string;
}

/** A file whose figures are sums or statistics of several columns. */
export type Comparison = (folder: string, file: string) => ComparedFigure[];
