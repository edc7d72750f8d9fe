import { PriceError } from '../PriceError.ts';

/**
 * Text of a CSV file: UTF-8 where the bytes are valid UTF-8, else latin-1, which CCEE declares. A byte order mark
 * is dropped.
 *
 * @throws PriceError `PRICES_COMPRESSED` for gzip.
 */
export function decodePldText(bytes: Uint8Array, revision: string): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    throw new PriceError(
      'PRICES_COMPRESSED',
      { revision, read: 'gzip bytes', expected: 'the decompressed CSV' },
      'Decompress first, in Node with gunzipSync of node:zlib.',
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('latin1').decode(bytes);
  }
}
