export { type MaskingAngleOptions, maskingAngle, skyDiffusePassias } from './maskingAngle.ts';
export { type Rows, type ShadedFractionOptions, shadedFraction } from './shadedFraction.ts';
