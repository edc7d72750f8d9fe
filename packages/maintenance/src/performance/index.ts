export type { UnitHistory } from '../history/UnitHistory.ts';
export {
  type NoPerformanceRatio,
  type PerformanceRatio,
  type PerformanceRatioOptions,
  performanceRatio,
} from './performanceRatio.ts';
export { type NoRanking, type RankUnitsOptions, rankUnits, type UnitRank } from './rankUnits.ts';
export { type EnergyReconciliation, type ReconcileEnergyOptions, reconcileEnergy } from './reconcileEnergy.ts';
export { type FinalYieldOptions, finalYield, referenceYield } from './yields.ts';
