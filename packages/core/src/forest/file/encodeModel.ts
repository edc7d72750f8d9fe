import * as z from 'zod';
import { libraryVersion } from './libraryVersion.ts';
import type { ModelCard } from './ModelCard.ts';
import { aligned, checksumBytes, formatVersion, type ModelFile, magic, preludeBytes } from './ModelFile.ts';
import { modelFileError } from './ModelFileError.ts';
import { ModelHeader, type Section, sectionTypes } from './ModelHeader.ts';
import { createSha256 } from './sha256.ts';

/**
 * Writes a model: prelude, JSON header, typed arrays aligned to 8 bytes, SHA-256 over all of it. The same model gives the
 * same bytes. Throws `FOREST_FILE_INVALID` when the card is not one.
 */
export function encodeModel(file: ModelFile): Uint8Array<ArrayBuffer> {
  const { task, features, outputs, combine, link } = file.forest;
  const arrays = arraysOf(file);
  let offset = 0;
  const sections = arrays.map(([name, values]): Section => {
    const section = { name, type: typeOf(values), offset, length: values.length };
    offset += aligned(values.byteLength);
    return section;
  });
  const header = z.safeEncode(ModelHeader, {
    library: { name: '@usina/core', version: libraryVersion },
    card: file.card as z.output<typeof ModelCard>,
    forest: { task, features, outputs, combine, link },
    sections,
  });
  if (!header.success) {
    throw modelFileError(
      'FOREST_FILE_INVALID',
      `The card of the model cannot be written: ${z.prettifyError(header.error)}`,
      { issues: header.error.issues.length },
      header.error,
    );
  }
  const text = new TextEncoder().encode(JSON.stringify(header.data));
  const start = preludeBytes + aligned(text.length);
  const bytes = new Uint8Array(start + offset + checksumBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint32(8, formatVersion, true);
  view.setUint32(12, text.length, true);
  view.setBigUint64(16, BigInt(bytes.length), true);
  bytes.set(text, preludeBytes);
  for (const [index, [, values]] of arrays.entries()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start + sections[index]!.offset);
  }
  bytes.set(checksumOf(bytes), bytes.length - checksumBytes);
  return bytes;
}

/** SHA-256 of all but the last 32 bytes of a file. */
export function checksumOf(bytes: Uint8Array): Uint8Array {
  const hash = createSha256();
  hash.update(bytes.subarray(0, bytes.length - checksumBytes));
  return Uint8Array.from(hash.digest().match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

type Values = InstanceType<(typeof sectionTypes)[keyof typeof sectionTypes]>;

function arraysOf({ forest, edges }: ModelFile): [string, Values][] {
  const { base, roots, feature, threshold, missingLeft, left, right, weight, leaf, value, samples, levels } = forest;
  const trees = { base, roots, feature, threshold, missingLeft, left, right, weight, leaf, value };
  return [
    ...Object.entries(trees),
    ...(levels ? [['levels', levels] as [string, Values]] : []),
    ...Object.entries(samples ?? {}).map(([name, values]): [string, Values] => [`samples.${name}`, values]),
    ...(edges ?? []).map((values, index): [string, Values] => [`edges.${index}`, values]),
  ];
}

function typeOf(values: Values): Section['type'] {
  const types = Object.keys(sectionTypes) as Section['type'][];
  return types.find((type) => values instanceof sectionTypes[type])!;
}
