export type { ClearskyLimits } from './clearskyLimits.ts';
export { type ClearPeriods, type DetectClearskyOptions, detectClearsky } from './detectClearsky.ts';
export { type Gueymard94PwOptions, gueymard94Pw } from './gueymard94Pw.ts';
export { type HaurwitzOptions, haurwitz } from './haurwitz.ts';
export { type IneichenOptions, type Irradiance, ineichen } from './ineichen.ts';
export { type Kasten96LtOptions, kasten96Lt } from './kasten96Lt.ts';
export { type LinkeTurbidityClimatologyOptions, linkeTurbidityClimatology } from './linkeTurbidityClimatology.ts';
export { type SimplifiedSolisOptions, simplifiedSolis } from './simplifiedSolis.ts';
