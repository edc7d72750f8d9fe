export * from './failure/index.ts';
export * from './faults/index.ts';
export * from './performance/index.ts';
