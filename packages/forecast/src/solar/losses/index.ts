export { type ClippingOptions, clipping } from './clipping.ts';
export { type KimberSoilingOptions, kimberSoiling } from './kimberSoiling.ts';
export { type SnowCoverageOptions, snowCoverage } from './snowCoverage.ts';
export { snowDcLoss } from './snowDcLoss.ts';
export { type Transformer, type TransformerPowerOptions, transformerPower } from './transformerPower.ts';
