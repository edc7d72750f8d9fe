export { type AirDensityOptions, airDensity } from './airDensity.ts';
export { type FitPowerCurveOptions, fitPowerCurve } from './fitPowerCurve.ts';
export { curvePower, type PowerCurve } from './PowerCurve.ts';
export { type SimulateWindOptions, simulateWind } from './simulateWind.ts';
export { WindError, type WindErrorCode } from './WindError.ts';
export { type WindTurbine, windTurbine } from './WindTurbine.ts';
export { type WindSpeedAtHeightOptions, windSpeedAtHeight } from './windSpeedAtHeight.ts';
