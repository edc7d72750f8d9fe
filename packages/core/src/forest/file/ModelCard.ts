import * as z from 'zod';

/** A number as JSON: what JSON has no word for is written as text. */
const real = z.codec(
  z.union([z.number(), z.literal('NaN'), z.literal('Infinity'), z.literal('-Infinity')]),
  z.custom<number>(isNumber, 'expected a number'),
  {
    decode: Number,
    encode: (value) => (Number.isFinite(value) ? value : (String(value) as 'NaN')),
  },
);
const count = z.number().int().min(0);
const reals = z.array(real);

const calibration = z.discriminatedUnion('method', [
  z
    .strictObject({ method: z.literal('isotonic'), rows: count, positives: count, at: reals, value: reals })
    .refine(({ at, value }) => at.length === value.length, 'at and value differ in length'),
  z.strictObject({
    method: z.literal('platt'),
    rows: count,
    positives: count,
    slope: real,
    offset: real,
    low: real,
    high: real,
  }),
]);

const metrics = z.strictObject({
  split: z
    .enum(['time', 'group', 'random', 'outOfBag', 'training'])
    .describe('how the scored rows were kept apart from those of the training'),
  rows: count,
  values: z.record(z.string().min(1), real).describe('by name: rocAuc, prAuc, brier, logLoss, f1, pinball …'),
});

const drift = z.strictObject({
  rows: count,
  features: z.array(
    z
      .strictObject({
        name: z.string().min(1),
        edges: reals.describe('ascending; bin k holds edges[k - 1] <= value < edges[k]'),
        shares: reals.describe('one a bin, the last one that of missing values; add up to 1'),
      })
      .refine(
        ({ edges, shares }) => shares.length === edges.length + 2,
        'there is not one share a bin and one for missing',
      ),
  ),
});

/**
 * What a model file says of a model beside its trees: enough to use it on the right columns, to judge it and to trace it.
 * Plain data, checked when written and when read.
 */
export const ModelCard = z.strictObject({
  features: z
    .array(z.strictObject({ name: z.string().min(1), unit: z.string().min(1) }))
    .min(1)
    .describe('columns of the table, in the order that prediction takes them'),
  labels: z.array(z.number().int()).optional().describe('labels of a classifier, ascending'),
  prior: reals.describe('share of each label in the training rows; of a regression the mean target'),
  trainer: z.strictObject({
    id: z.string().min(1).describe('name and version of the engine'),
    options: z.record(z.string(), z.union([real, z.string(), z.boolean()])),
  }),
  seed: z.number().int(),
  importance: reals.optional().describe('share of the decrease in impurity, one a feature'),
  data: z
    .strictObject({
      rows: count,
      rowsByLabel: z.array(count).optional().describe('training rows of each label'),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .describe('hash of the training table, of hashTable'),
      startMs: z.number().int().optional().describe('first time of the training rows, epoch milliseconds'),
      endMs: z.number().int().optional().describe('end of the training rows, excluded, epoch milliseconds'),
    })
    .describe('what it was trained on'),
  horizonMs: z.number().positive().optional().describe('how far ahead a label looks, milliseconds'),
  metrics: z.array(metrics).optional(),
  threshold: real.optional().describe('calibrated probability from which a row is called positive'),
  calibration: calibration.optional(),
  drift: drift.optional().describe('how the features were spread, to tell when they no longer are'),
});
/** What a model file says of a model beside its trees. */
export type ModelCard = Fixed<z.output<typeof ModelCard>>;
/** Figures of a model on rows that it was or was not trained on. */
export type ModelMetrics = NonNullable<ModelCard['metrics']>[number];

/** Read-only through and through, so that calibrations and drift references fit as they are. */
type Fixed<T> = T extends object ? { readonly [K in keyof T]: Fixed<T[K]> } : T;

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
