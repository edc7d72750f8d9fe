import type { Calibration } from '../calibration/Calibration.ts';
import type { DriftReference } from '../drift/driftReference.ts';
import type { ModelMetrics } from './ModelCard.ts';

/** What is known of a model and cannot be read from its trees: written into its file, all of it optional. */
export interface ModelNotes {
  /** Of the training table, by `hashTable`. */
  readonly dataSha256?: string | undefined;
  /** Time range of the training rows, end excluded. [epoch ms] */
  readonly startMs?: number | undefined;
  readonly endMs?: number | undefined;
  /** How far ahead a label looks. [ms] */
  readonly horizonMs?: number | undefined;
  /** Figures, each with how the scored rows were kept apart. */
  readonly metrics?: readonly ModelMetrics[] | undefined;
  /** Calibrated probability from which a row is called positive. */
  readonly threshold?: number | undefined;
  readonly calibration?: Calibration | undefined;
  readonly drift?: DriftReference | undefined;
}
