import { expectedCombined, expectedOutputs } from '../explain/expectedOutputs.ts';
import type { ModelParts } from '../ModelParts.ts';
import { encodeModel } from './encodeModel.ts';
import type { ModelCard } from './ModelCard.ts';
import type { ModelNotes } from './ModelNotes.ts';

/** Writes a model and what is known of it. The same model and notes give the same bytes. Throws `FOREST_FILE_INVALID`. */
export function modelToBytes(parts: ModelParts, notes: ModelNotes = {}): Uint8Array<ArrayBuffer> {
  return encodeModel({ forest: parts.forest, edges: parts.edges, card: cardOf(parts, notes) });
}

function cardOf(
  { forest, features, labels, training, importance, outOfBag }: ModelParts,
  notes: ModelNotes,
): ModelCard {
  const { dataSha256, startMs, endMs, calibration, metrics = [], ...rest } = notes;
  const classes = labels.length > 0;
  const rowsByLabel = labels.map((label) => training.rowsByLabel.get(label) ?? 0);
  const expected = (_: unknown, output: number) => expectedCombined(forest, expectedOutputs(forest, output), output);
  return {
    features,
    ...(classes ? { labels } : {}),
    prior: classes ? rowsByLabel.map((rows) => rows / training.rows) : Array.from({ length: forest.outputs }, expected),
    trainer: { id: training.trainer, options: training.options },
    seed: training.seed,
    importance: Array.from(importance),
    data: {
      rows: training.rows,
      ...(classes ? { rowsByLabel } : {}),
      ...{ sha256: dataSha256, startMs, endMs },
    },
    metrics: [
      ...(outOfBag ? [{ split: 'outOfBag' as const, rows: outOfBag.rows, values: outOfBag.figures }] : []),
      ...metrics,
    ],
    ...rest,
    calibration: calibration?.curve,
  };
}
