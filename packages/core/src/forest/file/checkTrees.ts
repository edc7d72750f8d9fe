import type { FlatForest } from '../FlatForest.ts';
import type { ModelCard } from './ModelCard.ts';
import { modelFileError } from './ModelFileError.ts';

/**
 * Trees of a file must end and stay inside their arrays, whatever the checksum says: children after their one parent
 * within one tree, columns and leaves that exist, a card that fits. Throws `FOREST_FILE_INVALID`.
 */
export function checkTrees(forest: FlatForest, card: ModelCard): void {
  const { outputs, base, roots, feature, value, levels } = forest;
  const nodes = feature.length;
  const perNode = [forest.threshold, forest.missingLeft, forest.left, forest.right, forest.weight, forest.leaf];
  expect(
    perNode.every(({ length }) => length === nodes),
    'arrays of nodes differ in length',
  );
  expect(base.length === outputs && value.length % outputs === 0, 'base or leaves do not fit the outputs');
  expect(levels === undefined || levels.length === outputs, 'quantile levels do not fit the outputs');
  expect(forest.link !== 'logistic' || outputs === 1, 'a logistic link has one output');
  checkCard(forest, card);
  expect(nodes === 0 ? roots.length === 0 : roots[0] === 0, 'the first tree does not start at the first node');
  for (let tree = 0; tree < roots.length; tree++) {
    const [root, end] = [roots[tree]!, roots[tree + 1] ?? nodes];
    expect(root < end && end <= nodes, `tree ${tree} has no node`);
    for (let node = root; node < end; node++) checkNode(forest, node, end);
    checkParents(forest, root, end);
  }
  checkSamples(forest);
}

function checkCard({ task, link, features, outputs }: FlatForest, card: ModelCard): void {
  const { labels = [], prior, importance, drift, data } = card;
  const classes = task !== 'classification' ? 0 : link === 'logistic' ? 2 : outputs;
  expect(features === card.features.length, 'the trees and the card count different features');
  expect(labels.length === classes, 'the trees and the card count different labels');
  expect(new Set(labels).size === labels.length, 'a label is there twice');
  expect(
    prior.length === (classes || outputs) && (data.rowsByLabel?.length ?? classes) === classes,
    'the card does not tell of every label',
  );
  expect((importance?.length ?? features) === features, 'the card does not weigh every feature');
  expect(
    drift === undefined ||
      (drift.features.length === features &&
        drift.features.every(({ name }, index) => name === card.features[index]!.name)),
    'the drift reference is of other features',
  );
}

function checkNode(forest: FlatForest, node: number, end: number): void {
  const column = forest.feature[node]!;
  if (column >= 0) {
    const [left, right] = [forest.left[node]!, forest.right[node]!];
    const below = left > node && left < end && right > node && right < end;
    if (below && column < forest.features) return;
  } else if (column === -1) {
    const leaf = forest.leaf[node]!;
    if (leaf >= 0 && leaf < forest.value.length / forest.outputs) return;
  }
  expect(false, `node ${node} points outside its tree`);
}

/** A node that two lead to would be walked again and again: a walk by levels would never end. */
function checkParents({ feature, left, right }: FlatForest, root: number, end: number): void {
  const parents = new Uint8Array(end - root);
  for (let node = root; node < end; node++) {
    if (feature[node]! < 0) continue;
    for (const child of [left[node]!, right[node]!]) parents[child - root]!++;
  }
  for (let node = root + 1; node < end; node++) {
    expect(parents[node - root] === 1, `node ${node} has ${parents[node - root]} parents`);
  }
}

function checkSamples({ samples, value, outputs }: FlatForest): void {
  if (!samples) return;
  const { targets, start, members } = samples;
  const fits =
    start.length === value.length / outputs + 1 &&
    start[0] === 0 &&
    start.at(-1) === members.length &&
    start.every((from, leaf) => leaf === 0 || from >= start[leaf - 1]!) &&
    members.every((member) => member < targets.length);
  expect(fits, 'the targets of the leaves point outside their array');
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw modelFileError('FOREST_FILE_INVALID', `The model file contradicts itself: ${otherwise}.`);
}
