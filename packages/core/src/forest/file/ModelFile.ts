import type { FlatForest } from '../FlatForest.ts';
import type { ModelCard } from './ModelCard.ts';

/** A model as it lies in a file: trees, bin edges where the trainer has them, and the card. */
export interface ModelFile {
  readonly card: ModelCard;
  readonly forest: FlatForest;
  /** Edges of the bins that the trainer cut each feature into. */
  readonly edges?: readonly Float64Array<ArrayBuffer>[] | undefined;
}

/** First bytes of a file: "USINAFST". */
export const magic = Uint8Array.of(0x55, 0x53, 0x49, 0x4e, 0x41, 0x46, 0x53, 0x54);
/** Version of the format that is written, and the latest that is read. */
export const formatVersion = 1;
/** Bytes before the header: magic, u32 version, u32 length of the header, u64 length of the file. */
export const preludeBytes = 24;
/** Bytes of SHA-256 at the end, over all before it. */
export const checksumBytes = 32;

/** The next multiple of 8: where a typed array of any kind may start. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
