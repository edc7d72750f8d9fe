import * as z from 'zod';
import { DriverError } from './DriverError.ts';

/** The rules of a driver that is data, whatever its protocol: who made what, and how numbers become points. */
export const driverFields = {
  id: z.string().min(1).max(200),
  maker: z.string().min(1),
  models: z.array(z.string().min(1)).min(1),
  source: z.string().min(1),
  vocabulary: z.record(z.string(), z.unknown()).optional(),
};

const scalingFields = {
  unit: z.string().min(1),
  scale: z
    .number()
    .refine((scale) => scale !== 0, 'a scale of 0 makes every number 0')
    .optional(),
  sign: z.enum(['export-positive', 'import-positive']).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
};

/** Points by name: the fields that a protocol needs to find a number, and those that scale it. At least one point. */
export function pointsSchema<Fields extends z.core.$ZodShape>(fields: Fields) {
  const point = z
    .strictObject({ ...fields, ...scalingFields })
    .refine((each) => !(Number((each as Range).min) > Number((each as Range).max)), {
      path: ['min'],
      error: 'is above max',
    });
  return z.record(z.string(), point).refine((points) => Object.keys(points).length > 0, 'expected at least one point');
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Throws `DRIVER_INVALID` with all that is wrong with a definition; `path` of its context is that of the first. */
export function checkDefinition(schema: z.ZodType, options: { readonly id: string }): void {
  const parsed = schema.safeParse(options);
  if (parsed.success) return;
  const faults = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw invalidDriver(
    options.id,
    faults[0]!.path,
    faults.map(({ path, message }) => `${path || 'definition'}: ${message}`).join('; '),
  );
}

export function invalidDriver(driverId: string, path: string, message: string): DriverError {
  return new DriverError('DRIVER_INVALID', `Driver ${driverId}: ${message}.`, { context: { driverId, path } });
}
