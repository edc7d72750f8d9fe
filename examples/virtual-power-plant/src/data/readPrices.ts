import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PriceSeries } from '@usina/core';
import { UsinaError } from '@usina/core/errors';
import { parsePld } from '@usina/market/prices/ccee';

export interface ReadPricesOptions {
  /** A file, or a folder with one plain price file among others. */
  path: string;
  submarket: string;
  startMs: number;
  endMs: number;
}

/** Reads hourly PLD from a file in CCEE's layout or the plain one, gzipped or not. */
export async function readPrices({ path, submarket, startMs, endMs }: ReadPricesOptions): Promise<PriceSeries> {
  const file = await fileOf(path);
  try {
    const bytes = await readFile(file);
    const plain = file.endsWith('.gz') ? await promisify(gunzip)(bytes, { maxOutputLength: 256 * 1024 * 1024 }) : bytes;
    const prices = parsePld({ bytes: plain, submarket, revision: basename(file), startMs, endMs });
    if (prices.micros.some((price) => price !== null)) return prices;
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    throw new UsinaError(
      'PRICES_OUTSIDE',
      `--prices ${file}: read no price of ${submarket} from ${day(startMs)} to ${day(endMs)}, the time of the plant. Name a file that covers it.`,
      { context: { file, submarket, startMs, endMs } },
    );
  } catch (cause) {
    if (cause instanceof UsinaError) throw cause;
    throw new UsinaError(
      'PRICES_UNREADABLE',
      `--prices ${file}: could not be read (${(cause as Error).message}). Check the path and that the archive is whole.`,
      { cause },
    );
  }
}

/** In a folder the one file in the plain layout: `*hourly*.csv[.gz]`. */
async function fileOf(path: string): Promise<string> {
  const found = await stat(path).catch((cause: Error) => {
    throw new UsinaError(
      'PRICES_UNREADABLE',
      `--prices ${path}: could not be opened (${cause.message}). Name a file that exists.`,
      { cause },
    );
  });
  if (!found.isDirectory()) return path;
  const files = (await readdir(path)).filter((name) => /hourly.*\.csv(\.gz)?$/.test(name));
  if (files.length === 1) return join(path, files[0]!);
  throw new UsinaError(
    'PRICES_UNREADABLE',
    `--prices ${path}: read a folder with ${files.length} hourly price files, expected one. Name the file.`,
    { context: { path, files } },
  );
}
