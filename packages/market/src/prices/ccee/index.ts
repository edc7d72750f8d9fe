export { PriceError, type PriceErrorCode, type PriceErrorPlace } from '../PriceError.ts';
export { dailyLayout } from './dailyLayout.ts';
export { hourlyLayout } from './hourlyLayout.ts';
export type { PldLayout, PldRow } from './PldLayout.ts';
export { type ParsePldOptions, parsePld } from './parsePld.ts';
export { plainLayout } from './plainLayout.ts';
