import * as z from 'zod';
import { checkTrees } from './checkTrees.ts';
import { checksumOf } from './encodeModel.ts';
import { aligned, checksumBytes, formatVersion, type ModelFile, magic, preludeBytes } from './ModelFile.ts';
import { modelFileError } from './ModelFileError.ts';
import { ModelHeader } from './ModelHeader.ts';
import { sectionReader } from './sectionReader.ts';

/**
 * Reads a model that `encodeModel` wrote. Copies numbers and runs nothing of what it reads; trees that would not end or
 * would reach outside their arrays are refused. Throws `FOREST_FILE_TRUNCATED`, `FOREST_FILE_ALTERED`,
 * `FOREST_FILE_FUTURE` or `FOREST_FILE_INVALID`.
 */
export function decodeModel(bytes: Uint8Array): ModelFile {
  const headerBytes = checkFrame(bytes);
  const { card, forest: head, sections } = readHeader(bytes.subarray(preludeBytes, preludeBytes + headerBytes));
  const start = preludeBytes + aligned(headerBytes);
  // a copy, so that sections start at aligned addresses; `slice` of a Node Buffer would not be one
  const read = sectionReader(sections, new Uint8Array(bytes.subarray(start, bytes.length - checksumBytes)).buffer);
  const has = (name: string) => sections.some((section) => section.name === name);
  const forest = {
    ...head,
    base: read('base', 'f64'),
    roots: read('roots', 'i32'),
    feature: read('feature', 'i32'),
    threshold: read('threshold', 'f64'),
    missingLeft: read('missingLeft', 'u8'),
    left: read('left', 'i32'),
    right: read('right', 'i32'),
    weight: read('weight', 'f64'),
    leaf: read('leaf', 'i32'),
    value: read('value', 'f64'),
    ...(has('levels') ? { levels: read('levels', 'f64') } : {}),
    ...(has('samples.start')
      ? {
          samples: {
            targets: read('samples.targets', 'f64'),
            start: read('samples.start', 'i32'),
            members: read('samples.members', 'u32'),
          },
        }
      : {}),
  };
  checkTrees(forest, card);
  return {
    card,
    forest,
    ...(has('edges.0') ? { edges: card.features.map((_, index) => read(`edges.${index}`, 'f64')) } : {}),
  };
}

/** Magic, version, length and checksum; answers with the length of the header. */
function checkFrame(bytes: Uint8Array): number {
  if (!magic.subarray(0, bytes.length).every((byte, index) => bytes[index] === byte)) {
    throw modelFileError('FOREST_FILE_INVALID', 'The bytes do not start as a model file of @usina/core/forest does.');
  }
  const least = preludeBytes + checksumBytes;
  if (bytes.length < least) throw truncated(bytes.length, least);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = view.getUint32(8, true);
  if (version > formatVersion) {
    throw modelFileError(
      'FOREST_FILE_FUTURE',
      `The model file has version ${version}, this library reads up to ${formatVersion}. Update @usina/core.`,
      { version, reads: formatVersion },
    );
  }
  const length = Number(view.getBigUint64(16, true));
  if (bytes.length !== length) throw truncated(bytes.length, length);
  const checksum = checksumOf(bytes);
  const headerBytes = view.getUint32(12, true);
  if (checksum.some((byte, index) => byte !== bytes[bytes.length - checksumBytes + index])) {
    throw modelFileError('FOREST_FILE_ALTERED', 'The checksum of the model file differs from its contents.');
  }
  if (version < 1 || preludeBytes + aligned(headerBytes) + checksumBytes > length) {
    throw modelFileError('FOREST_FILE_INVALID', `Read version ${version} and a header of ${headerBytes} bytes.`, {
      version,
      headerBytes,
    });
  }
  return headerBytes;
}

function readHeader(bytes: Uint8Array): ModelHeader {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw modelFileError('FOREST_FILE_INVALID', 'The header of the model file is not JSON.', {}, cause);
  }
  const header = z.safeDecode(ModelHeader, json as z.input<typeof ModelHeader>);
  if (header.success) return header.data;
  throw modelFileError(
    'FOREST_FILE_INVALID',
    `The header of the model file is not one: ${z.prettifyError(header.error)}`,
    { issues: header.error.issues.length },
    header.error,
  );
}

function truncated(bytes: number, expected: number) {
  return modelFileError('FOREST_FILE_TRUNCATED', `Read ${bytes} bytes of a model file of ${expected}.`, {
    bytes,
    expected,
  });
}
