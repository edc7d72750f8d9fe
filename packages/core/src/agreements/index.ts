export { AgreementError, type AgreementErrorCode } from './AgreementError.ts';
export type {
  AgreementKind,
  AgreementResult,
  LineDraft,
  PriceReference,
  SettleContext,
  SettlePeriod,
  SettleReason,
  VersionDays,
} from './AgreementKind.ts';
export { type ActiveDays, type ActiveDaysOptions, activeDays } from './activeDays.ts';
export { allocateRevenue } from './allocateRevenue.ts';
export { type AgreementIssue, checkAgreement, checkKinds, kindOf } from './checkAgreement.ts';
export {
  type ContractMonth,
  type ContractTerms,
  type ContractYear,
  contractMonth,
  contractVolume,
} from './contractVolume.ts';
export { currencyOf } from './currencyOf.ts';
export { type DefineAgreementOptions, defineAgreement, formulaOf } from './defineAgreement.ts';
export { clipRun, EnergyRun, readingsOf, runsOf } from './EnergyRun.ts';
export { type EnergyByInterval, type EnergyByIntervalOptions, energyByInterval } from './energyByInterval.ts';
export {
  Amount,
  Decimal,
  distinctRoles,
  Fraction,
  MeterRole,
  MeterRoles,
  MinimumCoverage,
  PositiveAmount,
  PositiveDecimal,
  Price,
} from './fields.ts';
export { fitsCurrency } from './fitsCurrency.ts';
export { indexFactor, type PriceIndex } from './indexFactor.ts';
export { LineInputs } from './LineInputs.ts';
export { landLease } from './landLease.ts';
export { type LeaseAmount, type LeaseAmountOptions, type LeaseRule, leaseAmount } from './leaseAmount.ts';
export { coverageOf, type MeteredTotalOptions, meteredTotal } from './meteredTotal.ts';
export { type NetByIntervalOptions, type NetInterval, netByInterval } from './netByInterval.ts';
export { orderedRuns } from './orderedRuns.ts';
export { type OwedOptions, owed } from './owed.ts';
export { partOfVersion } from './partOfVersion.ts';
export { ppa } from './ppa.ts';
export { clipPrices, priceAt } from './priceAt.ts';
export { type RecomputeAgreementOptions, recomputeAgreement } from './recomputeAgreement.ts';
export { sale } from './sale.ts';
export { type SettleAgreementOptions, type SettledAgreement, settleAgreement } from './settleAgreement.ts';
export { settlePeriodOf } from './settlePeriodOf.ts';
export { standardAgreementKinds } from './standardAgreementKinds.ts';
export { subscription } from './subscription.ts';
export { type SubscriptionFee, type SubscriptionFeeOptions, subscriptionFee } from './subscriptionFee.ts';
export { surplusShare } from './surplusShare.ts';
export {
  type SurplusInterval,
  type SurplusShareAmounts,
  type SurplusShareOptions,
  surplusShareAmounts,
} from './surplusShareAmounts.ts';
export { type UsableEnergy, unusableFlags, usableEnergy } from './usableEnergy.ts';
