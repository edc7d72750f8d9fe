export { type CreateNodeJobPoolOptions, createNodeJobPool } from './createNodeJobPool.ts';
export { nodeWorker } from './nodeWorker.ts';
