export { type ContractVolumesOptions, contractVolumes } from './contractVolumes.ts';
export {
  DifferenceGiven,
  DifferenceTerms,
  type RegisteredContract,
  type SubmarketPosition,
} from './differenceTerms.ts';
export { type EnergyRunsOptions, energyRuns } from './energyRuns.ts';
export { mcpDifference } from './mcpDifference.ts';
export {
  type ProfitAndLoss,
  type ProfitAndLossLine,
  type ProfitAndLossOptions,
  profitAndLoss,
} from './profitAndLoss.ts';
export { type DifferenceSettlement, type SettleDifferenceOptions, settleDifference } from './settleDifference.ts';
export { energyOfPower, wholeWh } from './wholeWh.ts';
