import type { PldRow } from './PldLayout.ts';

const withPoint = /^(\d{1,9})(?:\.(\d{1,6}))?$/;
const withComma = /^(\d{1,9}|\d{1,3}(?:\.\d{3}){1,2})(?:,(\d{1,6}))?$/;

/**
 * Reads prices of one file as exact micros. The decimal mark is a matter of the whole file: the first mark that
 * is met decides, because `1.234` alone may be either. An empty cell is a price that is not known.
 */
export function priceReader(column: string): (row: PldRow) => bigint | null {
  let mark: ',' | '.' | undefined;
  const read = new Map<string, bigint>();
  return (row: PldRow) => {
    const text = row.cell(column);
    if (text === '') return null;
    // most hours sit at the floor price
    const known = read.get(text);
    if (known !== undefined) return known;
    const own = text.includes(',') ? ',' : text.includes('.') ? '.' : undefined;
    // in a file with decimal commas a point separates thousands, and no comma is needed
    const clash = own !== undefined && mark !== undefined && own !== mark && !(mark === ',' && withComma.test(text));
    if (clash)
      row.fail('PRICES_DECIMAL_MARK', column, `the decimal mark "${mark}" of the lines before`, 'Check the export.');
    mark ??= own;
    const [, whole, fraction = ''] = (mark === ',' ? withComma : withPoint).exec(text) ?? [];
    if (whole === undefined)
      row.fail(
        'PRICES_NUMBER',
        column,
        'a price in R$/MWh, not negative, such as 205.25, 205,25 or 1.234,50, or an empty cell',
        'Check the export.',
      );
    const micros = BigInt(whole.replaceAll('.', '') + fraction.padEnd(6, '0'));
    read.set(text, micros);
    return micros;
  };
}
