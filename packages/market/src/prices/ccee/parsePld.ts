import type { PriceSeries } from '@usina/core';
import { findSubmarket, submarketOf, submarkets } from '../../rules/submarkets.ts';
import { PriceError } from '../PriceError.ts';
import { officialFromMs } from './brasilia.ts';
import { dailyLayout } from './dailyLayout.ts';
import { decodePldText } from './decodePldText.ts';
import { hourlyLayout } from './hourlyLayout.ts';
import type { PldLayout, PldRow } from './PldLayout.ts';
import { plainLayout } from './plainLayout.ts';
import { type PldRows, pldRows } from './pldRows.ts';
import { priceReader } from './priceReader.ts';

export interface ParsePldOptions {
  /** The CSV text; give this or `bytes`. */
  readonly text?: string;
  /** The CSV file as bytes, UTF-8 or latin-1, decompressed. */
  readonly bytes?: Uint8Array;
  /** Which submarket (submercado, price zone) to take: SUDESTE, SE/CO, SUL … A plain file is taken to hold this one. */
  readonly submarket: string;
  /** Edition of the source, such as the file's name and date; it stands in every error and in the evidence. */
  readonly revision: string;
  /** When the prices were published. PLD of a day is published the evening before; left out where nobody noted it. */
  readonly knownAtMs?: number;
  /** First hour wanted, epoch milliseconds. @defaultValue first hour in the file */
  readonly startMs?: number;
  /** End of the range wanted, excluded. @defaultValue end of the last hour in the file */
  readonly endMs?: number;
  /** Layouts to look for in the header. @defaultValue CCEE's hourly, the plain hourly and CCEE's daily */
  readonly layouts?: readonly PldLayout[];
}

/**
 * Reads PLD (preço de liquidação das diferenças, Brazil's hourly spot price) of one submarket from a CSV of CCEE, the
 * market operator, or from the plain layout `hour_start_local,pld_brl_mwh`. The header tells which.
 *
 * R$/MWh as exact micros, keyed by the UTC start of the hour. An hour without a row, or with an empty cell, is null.
 * Status is `official` from 2021 on and `shadow` where the first hour is of 2020 or earlier, when hourly PLD settled
 * nothing. A file that spans both says from when on in `officialFromMs`: a month is settled by the status of its hours.
 *
 * Synchronous, about 2 µs a line.
 *
 * @throws PriceError with line, column, what was read and what was expected.
 * @throws MarketError `MARKET_UNKNOWN_SUBMARKET`.
 *
 * @example
 * parsePld({
 *   text: 'MES_REFERENCIA;SUBMERCADO;PERIODO_COMERCIALIZACAO;DIA;HORA;PLD_HORA\n202512;NORDESTE;721;31;0;205.25\n',
 *   submarket: 'NORDESTE', revision: 'pld_horario 2025',
 * }).micros
 * // [205_250_000n], startMs is 2025-12-31T03:00Z
 */
export function parsePld(options: ParsePldOptions): PriceSeries {
  const { revision, layouts = [hourlyLayout, plainLayout, dailyLayout] } = options;
  const zone = submarketOf(options.submarket).name;
  const text = options.text ?? decodePldText(options.bytes ?? new Uint8Array(), revision);
  const { layout, rows } = pldRows({ text, revision, layouts });
  const { prices, others } = collect(layout, rows, zone);
  if (prices.size === 0) throw nothing(revision, zone, others);

  const { stepMs } = layout;
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const atMs of prices.keys()) {
    firstMs = Math.min(firstMs, atMs);
    lastMs = Math.max(lastMs, atMs);
  }
  const startMs = firstMs + Math.floor(((options.startMs ?? firstMs) - firstMs) / stepMs) * stepMs;
  const count = Math.max(0, Math.ceil(((options.endMs ?? lastMs + stepMs) - startMs) / stepMs));
  const endMs = startMs + count * stepMs;
  return {
    market: 'CCEE',
    product: layout.product,
    zone,
    status: startMs < officialFromMs ? 'shadow' : 'official',
    ...(startMs < officialFromMs && endMs > officialFromMs ? { officialFromMs } : {}),
    currency: 'BRL',
    per: 'MWh',
    startMs,
    stepMs,
    micros: Array.from({ length: count }, (_, i) => prices.get(startMs + i * stepMs)?.micros ?? null),
    revision,
    ...(options.knownAtMs === undefined ? {} : { knownAtMs: options.knownAtMs }),
  };
}

interface Priced {
  readonly micros: bigint | null;
  readonly line: number;
}

/** Every line is checked, also those of other submarkets: a broken file is not half believed. */
function collect(layout: PldLayout, rows: PldRows['rows'], zone: string) {
  const read = priceReader(layout.priceColumn);
  const bySubmarket = new Map<string, Map<number, Priced>>(submarkets.map(({ name }) => [name, new Map()]));
  for (const row of rows) {
    const prices = bySubmarket.get(submarketOfRow(layout, row, zone))!;
    const startMs = layout.startMs(row);
    const micros = read(row);
    const before = prices.get(startMs);
    if (before) refuseTwice(layout, row, before, micros);
    prices.set(startMs, { micros, line: row.line });
  }
  const others = [...bySubmarket].filter(([, prices]) => prices.size > 0).map(([name]) => name);
  return { prices: bySubmarket.get(zone)!, others };
}

function submarketOfRow({ submarketColumn }: PldLayout, row: PldRow, zone: string): string {
  if (submarketColumn === undefined) return zone;
  const found = findSubmarket(row.cell(submarketColumn));
  if (found) return found.name;
  const names = submarkets.map(({ name }) => name).join(', ');
  return row.fail('PRICES_SUBMARKET', submarketColumn, `one of ${names}`, 'Check the encoding and the columns.');
}

function refuseTwice(layout: PldLayout, row: PldRow, before: Priced, micros: bigint | null): never {
  const place = `each hour once, but line ${before.line} has it too`;
  if (before.micros === micros)
    return row.fail(
      'PRICES_DUPLICATE',
      layout.priceColumn,
      `${place}, with the same price`,
      'Remove one of the lines.',
    );
  return row.fail(
    'PRICES_CONFLICT',
    layout.priceColumn,
    `${place}, with another price`,
    'Two editions may be mixed: read one at a time.',
  );
}

function nothing(revision: string, zone: string, others: readonly string[]): PriceError {
  if (others.length === 0)
    return new PriceError(
      'PRICES_EMPTY',
      { revision, read: 'a header only', expected: 'at least one line with a price' },
      'Check that the file is whole.',
    );
  return new PriceError(
    'PRICES_SUBMARKET',
    { revision, read: others.join(', '), expected: `lines of ${zone}` },
    'Choose a submarket that the file holds.',
  );
}
