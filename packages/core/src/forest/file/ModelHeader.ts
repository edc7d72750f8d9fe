import * as z from 'zod';
import { ModelCard } from './ModelCard.ts';

const count = z.number().int().min(0);

/** Element types of sections; little-endian. */
export const sectionTypes = {
  u8: Uint8Array,
  i32: Int32Array,
  u32: Uint32Array,
  f64: Float64Array,
} as const;

/** One typed array of a file. */
export const Section = z.strictObject({
  name: z.string().min(1),
  type: z.enum(['u8', 'i32', 'u32', 'f64']),
  offset: count.multipleOf(8).describe('bytes from the end of the header, aligned to 8'),
  length: count.describe('number of elements'),
});
export type Section = z.output<typeof Section>;

/** The header of a model file, as JSON. */
export const ModelHeader = z.strictObject({
  library: z.strictObject({ name: z.literal('@usina/core'), version: z.string().min(1) }),
  card: ModelCard,
  forest: z.strictObject({
    task: z.enum(['classification', 'regression', 'quantile']),
    features: count.min(1),
    outputs: count.min(1),
    combine: z.enum(['mean', 'sum']),
    link: z.enum(['identity', 'logistic', 'softmax']),
  }),
  sections: z.array(Section),
});
export type ModelHeader = z.output<typeof ModelHeader>;
