export type { TestRunner } from './TestRunner.ts';
export { type TelemetryStoreConformanceOptions, telemetryStoreConformance } from './telemetryStoreConformance.ts';
