export { type AvailabilityFromOptions, availabilityFrom } from './availabilityFrom.ts';
export { type ExpectedOutagesOptions, expectedOutages } from './expectedOutages.ts';
export type { ComponentQuality, FailurePredictor, RisksOptions } from './FailurePredictor.ts';
export type { AssetTelemetry, MachineEvent, MachineHistory } from './MachineHistory.ts';
export {
  type NoPredictor,
  type PredictorProgress,
  type TrainFailurePredictorOptions,
  trainFailurePredictor,
} from './trainFailurePredictor.ts';
