export { type MaskingAngleOptions, maskingAngle } from './maskingAngle.ts';
export { type Rows, type ShadedFractionOptions, shadedFraction } from './shadedFraction.ts';
export { skyDiffusePassias } from './skyDiffusePassias.ts';
