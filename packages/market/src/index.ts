export { findSubmarket, type Submarket, submarketOf, submarkets } from './rules/submarkets.ts';
