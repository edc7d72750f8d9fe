export { Agreement } from './Agreement.ts';
export { Asset, type AssetOf, assetsOfKind } from './Asset.ts';
export type { AgreementTermsKind } from './agreementIssues.ts';
export { type AssetKind, Connection, defineAssetKind } from './assetKind.ts';
export {
  battery,
  charger,
  inverter,
  load,
  meter,
  pvSystem,
  standardAssetKinds,
  weatherStation,
  windTurbine,
} from './assetKinds.ts';
export { Command, CommandResult } from './Command.ts';
export { type DefinePortfolioOptions, definePortfolio, parsePortfolio } from './definePortfolio.ts';
export { EpochMs, Id, LocalDate, NumberColumn, TimeZone } from './fields.ts';
export { CapacityForecast, EnergyOutlook, Scope } from './forecast.ts';
export { Availability, FailureRisk, Finding } from './health.ts';
export { jsonSchemas, wireSchemas } from './jsonSchemas.ts';
export { Party } from './Party.ts';
export { Portfolio, type PortfolioInput, portfolioSchema } from './Portfolio.ts';
export { PortfolioError, type PortfolioIssue } from './PortfolioError.ts';
export { Site } from './Site.ts';
export { Hash, LineItem, MeterBatch, MeterReading, Settlement, Statement } from './settlement.ts';
export { Offer, PriceSeries, Schedule } from './trade.ts';
