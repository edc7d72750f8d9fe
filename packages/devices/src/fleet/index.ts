export type { AssetStatus } from './AssetStatus.ts';
export {
  type CreateFleetOptions,
  createFleet,
  type Discovery,
  type Fleet,
  type FleetPortfolio,
} from './createFleet.ts';
export { FleetError, type FleetErrorCode } from './FleetError.ts';
