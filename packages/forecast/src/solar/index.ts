export {
  type AbsoluteAirmassOptions,
  absoluteAirmass,
  pressureAtAltitude,
  type RelativeAirmassOptions,
  relativeAirmass,
} from './airmass.ts';
export { type AngleOfIncidenceOptions, angleOfIncidence, aoiProjection } from './angleOfIncidence.ts';
export * from './clearsky/index.ts';
export * from './decomposition/index.ts';
export * from './diode/index.ts';
export {
  type EarthSunDistanceOptions,
  type ExtraRadiationNrelOptions,
  earthSunDistance,
  extraRadiationNrel,
} from './earthSunDistance.ts';
export { dayOfYear, type ExtraRadiationOptions, extraRadiation } from './extraRadiation.ts';
export { type GhiFromPoa, type GhiFromPoaOptions, ghiFromPoaDriesse2023 } from './ghiFromPoaDriesse2023.ts';
export * from './incidence/index.ts';
export * from './inverter/index.ts';
export * from './losses/index.ts';
export {
  type GroundDiffuseOptions,
  groundDiffuse,
  type PoaIrradiance,
  type PoaIrradianceOptions,
  poaIrradiance,
} from './poaIrradiance.ts';
export { type PvwattsAcOptions, pvwattsAc } from './pvwattsAc.ts';
export { type PvwattsDcOptions, pvwattsDc } from './pvwattsDc.ts';
export { type PvwattsLossesOptions, pvwattsLosses } from './pvwattsLosses.ts';
export type { Quantity, Scalars } from './Quantity.ts';
export { SolarError, type SolarErrorCode } from './SolarError.ts';
export * from './shading/index.ts';
export { deltaT } from './spa/deltaT.ts';
export { type SunPosition, type SunPositionOptions, sunPosition } from './sunPosition.ts';
export { type SunRiseSetTransit, type SunRiseSetTransitOptions, sunRiseSetTransit } from './sunRiseSetTransit.ts';
export * from './system/index.ts';
export * from './temperature/index.ts';
export * from './tracking/index.ts';
export * from './transposition/index.ts';
