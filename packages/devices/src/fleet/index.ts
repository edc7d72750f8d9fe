export type { AssetStatus } from './AssetStatus.ts';
export { type CreateFleetOptions, createFleet } from './createFleet.ts';
export type { Discovery } from './Discovery.ts';
export type { Fleet } from './Fleet.ts';
export { FleetError, type FleetErrorCode } from './FleetError.ts';
export type { FleetPortfolio } from './FleetPortfolio.ts';
