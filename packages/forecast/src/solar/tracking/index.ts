export { type ProjectedSolarZenithOptions, projectedSolarZenith } from './projectedSolarZenith.ts';
export { type SingleAxisAngles, type SingleAxisOptions, type SingleAxisTracker, singleAxis } from './singleAxis.ts';
export { type SurfaceOrientationOptions, surfaceOrientation } from './surfaceOrientation.ts';
