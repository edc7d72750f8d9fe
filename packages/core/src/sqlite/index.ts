export { type OpenSqliteStoreOptions, openSqliteStore } from './openSqliteStore.ts';
