import type { LeafSamples } from '../FlatForest.ts';
import type { GrownTree } from './growTrees.ts';

/** Puts the rows of all leaves into one list, as ranks of their targets. */
export function leafSamples(grown: readonly GrownTree[], targets: Float64Array): LeafSamples {
  const order = Uint32Array.from(targets, (_, row) => row).sort((a, b) => targets[a]! - targets[b]! || a - b);
  const rank = new Uint32Array(targets.length);
  for (let index = 0; index < order.length; index++) rank[order[index]!] = index;
  const samples = grown.map(({ tree }) => tree.samples!);
  const leaves = samples.reduce((sum, { start }) => sum + start.length - 1, 0);
  const start = new Int32Array(leaves + 1);
  const members = new Uint32Array(samples.reduce((sum, one) => sum + one.members.length, 0));
  let [leaf, member] = [0, 0];
  for (const one of samples) {
    for (let index = 0; index < one.members.length; index++) members[member + index] = rank[one.members[index]!]!;
    for (let index = 1; index < one.start.length; index++) start[leaf + index] = one.start[index]! + member;
    leaf += one.start.length - 1;
    member += one.members.length;
  }
  return { targets: Float64Array.from(order, (row) => targets[row]!), start, members };
}
