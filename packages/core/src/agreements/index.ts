export { AgreementError, type AgreementErrorCode } from './AgreementError.ts';
export { type ActiveDays, type ActiveDaysOptions, activeDays } from './activeDays.ts';
export { allocateRevenue } from './allocateRevenue.ts';
export {
  type ContractMonth,
  type ContractTerms,
  type ContractYear,
  contractMonth,
  contractVolume,
} from './contractVolume.ts';
export { indexFactor, type PriceIndex } from './indexFactor.ts';
export { type LeaseAmount, type LeaseAmountOptions, type LeaseRule, leaseAmount } from './leaseAmount.ts';
export { type SubscriptionFee, type SubscriptionFeeOptions, subscriptionFee } from './subscriptionFee.ts';
export {
  type SurplusInterval,
  type SurplusShareAmounts,
  type SurplusShareOptions,
  surplusShareAmounts,
} from './surplusShareAmounts.ts';
