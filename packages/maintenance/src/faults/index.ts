export type { UnitHistory } from '../history/UnitHistory.ts';
export { type CheckUnitsOptions, checkUnits } from './checkUnits.ts';
export { type FindCounterFaultsOptions, findCounterFaults } from './findCounterFaults.ts';
export { type FindFrozenOptions, findFrozen } from './findFrozen.ts';
export { type FindOutagesOptions, findOutages } from './findOutages.ts';
export { type FindOutOfSpecificationOptions, findOutOfSpecification } from './findOutOfSpecification.ts';
export { type FindUnderperformersOptions, findUnderperformers } from './findUnderperformers.ts';
export { flagUnitSuspects } from './flagUnitSuspects.ts';
export type { CounterColumns } from './intervalEnergy.ts';
