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

/** The SOURCE_KEYs that a plant has, or undefined where its table cannot be read: whoever reads it then says why. */
export type KnownInverters = () => Promise<ReadonlySet<string> | undefined>;

/**
 * `plant.json` of a folder; an empty object where there is none. Throws `DATA_PLANT_JSON` with all that is wrong with it at once,
 * inverters that the plant does not have among it: a slip of the pen would else go unseen.
 */
export async function readPlantJson(folder: string, knownInverters: KnownInverters): Promise<PlantJson> {
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
  const issues = result.success ? [] : result.error.issues.map((issue) => describe(issue, parsed));
  issues.push(...(await unknownInverters(parsed, knownInverters)));
  if (result.success && issues.length === 0) return result.data;
  throw new UsinaError('DATA_PLANT_JSON', `${path}: ${issues.join('; ')}.`, { context: { issues } });
}

async function unknownInverters(parsed: unknown, knownInverters: KnownInverters): Promise<string[]> {
  const named = (parsed as PlantJson | null)?.inverters;
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return [];
  const known = await knownInverters();
  const unknown = known ? Object.keys(named).filter((key) => !known.has(key)) : [];
  if (!known || unknown.length === 0) return [];
  const some = [...known].slice(0, 3).join(', ');
  return [
    `inverters: read ${unknown.join(', ')}, not among the ${known.size} of the plant (${some}${known.size > 3 ? ' …' : ''}). Write each SOURCE_KEY as the file has it`,
  ];
}

/** Longer values are cut: the path says where they stand. */
const shownLength = 60;

function describe(issue: z.core.$ZodIssue, parsed: unknown): string {
  const at = issue.path.join('.') || '(file)';
  const value = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], parsed);
  const text = (read: unknown) => {
    const whole = JSON.stringify(read) ?? 'nothing';
    return whole.length > shownLength ? `${whole.slice(0, shownLength)}…` : whole;
  };
  if (issue.code === 'unrecognized_keys') {
    const fields = issue.path.length === 0 ? Object.keys(PlantJson.shape) : ['acCapacityW', 'dcCapacityW'];
    const read = issue.keys.map((key) => `${key}: ${text((value as Record<string, unknown>)[key])}`);
    return `${at}: read ${read.join(', ')}, expected none but ${fields.join(', ')}`;
  }
  return `${at}: read ${text(value)}, ${expectation(issue)}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected === 'record' ? 'list by SOURCE_KEY' : issue.expected}`;
    case 'too_small':
      if (issue.origin === 'string') return 'expected a text that is not empty';
      return `expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}
