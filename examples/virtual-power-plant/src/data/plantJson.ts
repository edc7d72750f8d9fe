import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TimeZone } from '@usina/core';
import { UsinaError } from '@usina/core/errors';
import * as z from 'zod';

/** What the owner of the data says about the plant. Everything is optional, and what is left out is not invented. */
export const PlantJson = z.strictObject({
  name: z.string().min(1).optional(),
  timeZone: TimeZone.optional(),
  submarket: z
    .enum(['SUDESTE', 'SUL', 'NORDESTE', 'NORTE'])
    .optional()
    .describe("of Brazil's market; left out, the prices of SUDESTE are mapped wall clock to wall clock"),
  latitudeDeg: z.number().min(-90).max(90).optional(),
  longitudeDeg: z.number().min(-180).max(180).optional(),
  altitudeM: z.number().optional(),
  dcCapacityW: z.number().positive().optional().describe('of the whole plant at standard test conditions'),
  temperatureCoefficientPerC: z
    .number()
    .min(-0.01)
    .max(0)
    .optional()
    .describe('of power, from the data sheet of the modules: -0.004 for most silicon'),
  inverters: z
    .record(
      z.string(),
      z.strictObject({ acCapacityW: z.number().positive().optional(), dcCapacityW: z.number().positive().optional() }),
    )
    .optional()
    .describe('by SOURCE_KEY'),
});
export type PlantJson = z.infer<typeof PlantJson>;

/** `plant.json` of a folder; an empty object where there is none. */
export async function readPlantJson(folder: string): Promise<PlantJson> {
  const path = join(folder, 'plant.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // where the folder itself is not one, whoever reads the tables says so
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return {};
    throw new UsinaError(
      'DATA_UNREADABLE',
      `${path}: could not be read (${(error as Error).message}). Check its rights.`,
      {
        cause: error,
      },
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UsinaError('DATA_PLANT_JSON', `${path}: ${(error as Error).message}. Expected JSON.`, { cause: error });
  }
  const result = PlantJson.safeParse(parsed);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path: at, message }) => {
    const read = at.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], parsed);
    const shown = typeof read === 'object' ? '' : `read ${JSON.stringify(read)}, `;
    return `${at.join('.') || '(file)'}: ${shown}${message}`;
  });
  throw new UsinaError('DATA_PLANT_JSON', `${path}: ${issues.join('; ')}.`, { context: { issues } });
}
