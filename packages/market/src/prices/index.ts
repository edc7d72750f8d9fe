export { type MapPricesToWallClockOptions, mapPricesToWallClock } from './mapPricesToWallClock.ts';
export { PriceError, type PriceErrorCode, type PriceErrorPlace } from './PriceError.ts';
export { type PersistPricesOptions, persistPrices } from './persistPrices.ts';
export { priceEvidence } from './priceEvidence.ts';
export { type Grid, pricesOnGrid } from './pricesOnGrid.ts';
