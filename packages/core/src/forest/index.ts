export { type BalancedSampleOptions, balancedSample } from './balancedSample.ts';
export { forestJobs } from './binned/forestJobs.ts';
export { type BinnedForestOptions, binnedForest } from './binnedForest.ts';
export { type BoostedTreesOptions, boostedTrees } from './boostedTrees.ts';
export {
  type Calibration,
  type CalibrationCurve,
  calibrationOf,
  type IsotonicCurve,
  type PlattCurve,
} from './calibration/Calibration.ts';
export { fitIsotonic } from './calibration/fitIsotonic.ts';
export { fitPlatt } from './calibration/fitPlatt.ts';
export { type ImbalancedData, type MakeImbalancedOptions, makeImbalanced } from './data/makeImbalanced.ts';
export {
  type DriftReference,
  type DriftReferenceOptions,
  driftReference,
  type FeatureSpread,
} from './drift/driftReference.ts';
export { type FeatureDrift, measureDrift } from './drift/measureDrift.ts';
export type { Explanation } from './explain/explainPaths.ts';
export { columnsFromRows, type Feature, type FeatureColumn } from './FeatureColumn.ts';
export type { FlatForest, ForestTask, LeafSamples } from './FlatForest.ts';
export { ForestError, type ForestErrorCode } from './ForestError.ts';
export { hashTable } from './file/hashTable.ts';
export { ModelCard, type ModelMetrics } from './file/ModelCard.ts';
export { ModelFileError, type ModelFileErrorCode } from './file/ModelFileError.ts';
export type { ModelNotes } from './file/ModelNotes.ts';
export { modelFromBytes, type StoredModel } from './file/modelFromBytes.ts';
export type { LabelChoice, Model, Model as ClassifierModel } from './Model.ts';
export type { ModelParts, TrainingRecord } from './ModelParts.ts';
export type { MonotoneDirection } from './monotone/monotoneDirections.ts';
export { type PermutationImportanceOptions, permutationImportance } from './permutationImportance.ts';
export { brierScore } from './scores/brierScore.ts';
export { bestF1, f1Score, type ThresholdScore } from './scores/f1Score.ts';
export { logLoss } from './scores/logLoss.ts';
export { prAuc } from './scores/prAuc.ts';
export {
  type ReliabilityBin,
  type ReliabilityCurve,
  type ReliabilityOptions,
  reliabilityCurve,
} from './scores/reliabilityCurve.ts';
export { rocAuc } from './scores/rocAuc.ts';
export type { ScoredLabels } from './scores/ScoredLabels.ts';
export { type ClassifierScore, scoreClassifier } from './scores/scoreClassifier.ts';
export { type GroupPart, type SplitByGroupOptions, splitByGroup } from './splits/splitByGroup.ts';
export { type SplitByTimeOptions, splitByTime, type TimePart } from './splits/splitByTime.ts';
export { takeRows } from './splits/takeRows.ts';
export type {
  ClassifierTask,
  ClassifierTrainer,
  GrownForest,
  OutOfBag,
  RegressorTask,
  RegressorTrainer,
  TrainingProgress,
} from './Trainer.ts';
export { type TrainClassifierOptions, trainClassifier } from './trainClassifier.ts';
export { type TrainRegressorOptions, trainRegressor } from './trainRegressor.ts';
