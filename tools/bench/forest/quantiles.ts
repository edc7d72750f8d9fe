import { binnedForest, type FeatureColumn, trainRegressor } from '@usina/core/forest';
import { cpuOf, runs } from './cpuOf.ts';
import type { FailureTables } from './failureTables.ts';
import { ranger } from './ranger.ts';
import { compare, type Show } from './Show.ts';

const levels = [0.1, 0.5, 0.9];

/** A quantile forest beside that of ranger, on numbers whose spread grows with a feature. */
export async function quantiles({ train, test }: FailureTables, show: Show): Promise<void> {
  const [learnt, asked] = [train, test].map(({ features }) => ({ features, targets: targetsOf(features) }));
  const ours = await cpuOf(runs, () =>
    trainRegressor({
      ...learnt!,
      trainer: binnedForest({ trees: 100, maxDepth: 0, minLeaf: 5, featuresPerNode: 4, quantiles: true }),
    }),
  );
  const answers = await cpuOf(3, async () => ours.result.predictQuantiles(asked!.features, levels));
  const peer = ranger({ train: learnt!, test: asked!, levels });
  const beside = (figure: number, other: number | undefined) =>
    other === undefined ? { ours: figure } : { ...compare(figure, other), peerName: 'ranger, 1 thread' };
  const size = `${learnt!.targets.length} rows, 100 trees`;
  show({ metric: `quantile forest: training, ${size}`, ...beside(ours.seconds, peer?.trainCpuS), unit: 'CPU s' });
  show({
    metric: `quantile forest: predicting ${asked!.targets.length} rows`,
    ...beside(answers.seconds, peer?.predictCpuS),
    unit: 'CPU s',
  });
  show({
    metric: `quantile forest: pinball loss at ${levels.join(', ')}`,
    ...beside(pinball(asked!.targets, answers.result), peer && pinball(asked!.targets, peer.quantiles)),
    unit: '1',
  });
}

/** Noise is what the last column says of another row: no feature tells it. */
function targetsOf(features: readonly FeatureColumn[]): Float64Array<ArrayBuffer> {
  const [load, temperature, vibration] = features.map(({ values }) => values);
  const noise = features.at(-1)!.values;
  return Float64Array.from(load!, (value, row) => {
    const other = noise[(row * 7_919 + 1) % noise.length]!;
    return value * temperature![row]! + vibration![row]! * (1 + other);
  });
}

function pinball(targets: Float64Array, answers: readonly ArrayLike<number>[]): number {
  let sum = 0;
  for (const [index, level] of levels.entries()) {
    for (let row = 0; row < targets.length; row++) {
      const left = targets[row]! - answers[index]![row]!;
      sum += Math.max(level * left, (level - 1) * left);
    }
  }
  return sum / (levels.length * targets.length);
}
