import { isUsinaError } from '@usina/core';
import {
  decodeModel,
  discoverModels,
  type ReadRegisters,
  type SunspecLayout,
  standardModels,
} from '@usina/devices/sunspec';
import { type ExpectedModel, readImage, type SunspecImage } from './SunspecImage.ts';

export interface ImageResult {
  /** What came out otherwise; empty where all is as expected. */
  differences: string[];
  models: number;
  /** Models that no definition is shipped for. */
  skipped: number;
}

const known = new Map(standardModels.map((model) => [model.id, model]));
/** Decimal fractions are compared as floats. */
const tolerance = 1e-9;

/** Discovers an image, decodes the models that are known and compares every point, raw and scaled. */
export async function imageDifferences(
  image: SunspecImage,
  read: ReadRegisters = readImage(image),
): Promise<ImageResult> {
  const differences: string[] = [];
  let layout: SunspecLayout;
  try {
    layout = await discoverModels(read, (id) => known.has(id));
  } catch (error) {
    const asExpected = image.models.length === 0 && isUsinaError(error, 'SUNSPEC_NOT_FOUND');
    return { differences: asExpected ? [] : [String(error)], models: 0, skipped: 0 };
  }
  if (layout.baseAddress !== image.base) differences.push(`base ${layout.baseAddress}, expected ${image.base}`);
  if (image.fault === undefined) {
    if (layout.brokenBy) differences.push(`chain breaks: ${layout.brokenBy}`);
    if (layout.models.length !== image.models.length) differences.push(`${layout.models.length} models found`);
  }
  let skipped = 0;
  for (const [index, expected] of image.models.entries()) {
    const found = layout.models[index];
    const where = `model ${expected.id} at ${expected.address}`;
    if (found?.id !== expected.id || found.address !== expected.address || found.length !== expected.length) {
      differences.push(`${where}: found ${found?.id} at ${found?.address}, length ${found?.length}`);
      continue;
    }
    const model = known.get(expected.id);
    if (model === undefined || found.registers === undefined) skipped += 1;
    else differences.push(...pointDifferences(where, decodeModel(model, found.registers), expected));
  }
  return { differences, models: image.models.length, skipped };
}

function pointDifferences(where: string, got: ReturnType<typeof decodeModel>, expected: ExpectedModel): string[] {
  const differences: string[] = [];
  const compare = (kind: string, values: Readonly<Record<string, unknown>>, wanted: Record<string, unknown> = {}) => {
    for (const [name, value] of Object.entries(wanted)) {
      if (!same(values[name], value)) differences.push(`${where}: ${kind} ${name} ${values[name]}, expected ${value}`);
    }
  };
  compare('raw', got.points, expected.points);
  compare('scaled', got.scaled, expected.scaled);
  for (const name of expected.scaleNotImplemented ?? []) {
    if (got.scaled[name] !== null) differences.push(`${where}: scaled ${name} without a scale factor`);
  }
  return differences;
}

function same(got: unknown, expected: unknown): boolean {
  const value = typeof got === 'bigint' ? got.toString() : got;
  if (typeof value !== 'number' || typeof expected !== 'number') return value === expected;
  return Math.abs(value - expected) <= tolerance * Math.abs(expected);
}
