export { type ExpectedShortfallOptions, expectedShortfall } from './expectedShortfall.ts';
export type { PlanSaleOptions } from './PlanSaleOptions.ts';
export { planSale, type SalePlan, type SaleReason } from './planSale.ts';
export { quantilePolicy, type SalePolicy, twoPricePolicy } from './SalePolicy.ts';
export type { SaleRevenue } from './saleRevenue.ts';
