export { adjustmentPostings, balances, type Posting, postings } from './postings.ts';
export {
  type AgreementEnergy,
  type AgreementInForce,
  type EnergyBatch,
  type SettledPeriod,
  type SettlePeriodOptions,
  settlePeriod,
} from './settlePeriod.ts';
export { leavesOf, type StatementsOfOptions, statementsOf } from './statementsOf.ts';
