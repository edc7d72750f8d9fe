export { type MlRandomForestOptions, mlRandomForest } from './mlRandomForest.ts';
