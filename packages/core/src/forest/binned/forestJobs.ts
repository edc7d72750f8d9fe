/** What a worker can be asked to do for a forest: the module `#forest-jobs`. */
export { growTrees } from './growTrees.ts';
