export { type JobRunnerConformanceOptions, jobRunnerConformance } from './jobRunnerConformance.ts';
export type { TestRunner } from './TestRunner.ts';
export { type TelemetryStoreConformanceOptions, telemetryStoreConformance } from './telemetryStoreConformance.ts';
