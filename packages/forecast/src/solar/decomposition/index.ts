export type { BeamDecompositionOptions } from './beamRest.ts';
export { type BolandCoefficients, boland, bolandDecomposition } from './boland.ts';
export {
  type ClearnessDecomposition,
  type ClearnessSplit,
  type ClearnessSplitOptions,
  defineClearnessDecomposition,
} from './ClearnessDecomposition.ts';
export type { Decomposition, DecompositionInput } from './Decomposition.ts';
export { type DiscOptions, type DiscResult, disc } from './disc.ts';
export { discDecomposition } from './discDecomposition.ts';
export { type ErbsOptions, type ErbsResult, erbs, erbsDecomposition } from './erbs.ts';
export { erbsDriesse } from './erbsDriesse.ts';
export { orgillHollands } from './orgillHollands.ts';
