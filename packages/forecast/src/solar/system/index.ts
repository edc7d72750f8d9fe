export type { ArrayMount, ArrayPlacement, MountSun } from './ArrayMount.ts';
export type { DcInput, DcModel } from './DcModel.ts';
export { type DiodeModulesOptions, diodeModules } from './diodeModules.ts';
export type { DayEnergy } from './energyByDay.ts';
export { type FixedMountOptions, fixedMount } from './fixedMount.ts';
export {
  type PvArray,
  type PvArrayModels,
  type PvArrayMounting,
  type PvArrayOptions,
  type PvSystem,
  type PvSystemOptions,
  pvSystem,
} from './pvSystem.ts';
export { type PvAsset, type PvSite, pvSystemOf } from './pvSystemOf.ts';
export { type PvwattsModulesOptions, pvwattsModules } from './pvwattsModules.ts';
export type { SimulationWeather } from './SimulationWeather.ts';
export { type SimulatedPower, type SimulateOptions, simulate } from './simulate.ts';
export { trackerMount } from './trackerMount.ts';
