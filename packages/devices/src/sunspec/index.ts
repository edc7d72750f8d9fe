export { type DecodedModel, decodeModel } from './decodeModel.ts';
export { baseAddresses, discoverModels, type FoundModel, type SunspecLayout } from './discoverModels.ts';
export { standardModels } from './models/index.ts';
export type { SunspecRaw, SunspecType } from './pointType.ts';
export type { ReadRegisters } from './RegisterReader.ts';
export { SunspecError, type SunspecErrorCode } from './SunspecError.ts';
export type { SunspecModel, SunspecPoint } from './SunspecModel.ts';
export { defineSunspecDriver, type SunspecDriverOptions, sunspec } from './sunspec.ts';
