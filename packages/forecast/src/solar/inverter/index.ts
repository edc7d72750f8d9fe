export type { InverterInput, InverterModel } from './InverterModel.ts';
export { type PvwattsInverterOptions, pvwattsInverter } from './pvwattsInverter.ts';
export { type SandiaAcOptions, type SandiaInverter, sandiaAc } from './sandiaAc.ts';
export { sandiaInverter } from './sandiaInverter.ts';
