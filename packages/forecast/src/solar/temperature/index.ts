export type { CellTemperatureInput, CellTemperatureModel } from './CellTemperatureModel.ts';
export { type FaimanOptions, faiman, faimanTemperature } from './faiman.ts';
export { type NoctSamCoefficients, type NoctSamOptions, noctSam, noctSamTemperature } from './noctSam.ts';
export { type PvsystCellOptions, type PvsystCoefficients, pvsystCell, pvsystTemperature } from './pvsystCell.ts';
export { type RossOptions, ross, rossTemperature } from './ross.ts';
export {
  type SapmCellOptions,
  type SapmCoefficients,
  sapmCell,
  sapmMountings,
  sapmTemperature,
} from './sapmCell.ts';
export { type SapmModuleOptions, sapmModule } from './sapmModule.ts';
