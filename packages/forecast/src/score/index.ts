export { type CrpsEnsembleOptions, crpsFromEnsemble, crpsFromQuantiles } from './crps.ts';
export { type IntervalCoverageOptions, intervalCoverage } from './intervalCoverage.ts';
export { type PinballLoss, type PinballOptions, pinballLoss } from './pinballLoss.ts';
export { type PointErrors, type PointErrorsOptions, pointErrors, skill } from './pointErrors.ts';
