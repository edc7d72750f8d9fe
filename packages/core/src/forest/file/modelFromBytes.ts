import { type Calibration, calibrationOf } from '../calibration/Calibration.ts';
import { createModel, type Model } from '../Model.ts';
import { decodeModel } from './decodeModel.ts';
import type { ModelCard } from './ModelCard.ts';

/** A model that was read, and what its file says of it. */
export interface StoredModel {
  /** Predicts bit for bit what the written one did. */
  readonly model: Model;
  readonly card: ModelCard;
  /** Of `card.calibration`, ready to use. */
  readonly calibration?: Calibration | undefined;
}

/**
 * Reads a model that `model.toBytes()` wrote. Runs nothing of what it reads. Throws `FOREST_FILE_TRUNCATED`, `FOREST_FILE_ALTERED`,
 * `FOREST_FILE_FUTURE` or `FOREST_FILE_INVALID`.
 *
 * @example
 * const { model, card, calibration } = modelFromBytes(await readFile('pump.model'));
 * const [p] = model.predictProbability(columns); // what the model that was written says
 * calibration?.apply(p) >= card.threshold // is the pump about to fail
 */
export function modelFromBytes(bytes: Uint8Array): StoredModel {
  const { card, forest, edges } = decodeModel(bytes);
  const { features, labels = [], trainer, seed, data, importance } = card;
  const bag = card.metrics?.find(({ split }) => split === 'outOfBag');
  const model = createModel({
    forest,
    features,
    labels,
    training: {
      ...{ trainer: trainer.id, options: trainer.options, seed, rows: data.rows },
      rowsByLabel: new Map(labels.map((label, index) => [label, data.rowsByLabel?.[index] ?? 0])),
    },
    importance: Float64Array.from(importance ?? new Array<number>(features.length).fill(0)),
    edges,
    outOfBag: bag && { rows: bag.rows, figures: bag.values },
  });
  return { model, card, calibration: card.calibration && calibrationOf(card.calibration) };
}
