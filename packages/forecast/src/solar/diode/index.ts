export { type CalcparamsCecOptions, type CecModule, calcparamsCec } from './calcparamsCec.ts';
export { type CalcparamsDesotoOptions, calcparamsDesoto, type DesotoModule } from './calcparamsDesoto.ts';
export type { DiodeCircuit } from './DiodeCircuit.ts';
export { type IFromVOptions, iFromV } from './iFromV.ts';
export { type IvCurve, type IvCurveOptions, ivCurve } from './ivCurve.ts';
export { type MaxPowerPoint, type MaxPowerPointOptions, maxPowerPoint } from './maxPowerPoint.ts';
export { type SingleDiode, singleDiode } from './singleDiode.ts';
export { type VFromIOptions, vFromI } from './vFromI.ts';
