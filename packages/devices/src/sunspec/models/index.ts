import type { SunspecModel } from '../SunspecModel.ts';
import { common } from './common.ts';
import { inverterSinglePhase, inverterSplitPhase, inverterThreePhase } from './inverter.ts';

/** The models that the driver knows unless it is given others. Unknown ones are skipped by their length. */
export const standardModels: readonly SunspecModel[] = [
  common,
  inverterSinglePhase,
  inverterSplitPhase,
  inverterThreePhase,
];
