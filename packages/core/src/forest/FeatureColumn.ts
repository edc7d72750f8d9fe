import { forestError } from './ForestError.ts';

/** What a column means: models refuse input whose names, units or order differ from those they were trained on. */
export interface Feature {
  readonly name: string;
  /** Unit of the values, "1" for counts and shares. */
  readonly unit: string;
}

/** One feature of every row. NaN says missing; infinite values are refused. */
export interface FeatureColumn extends Feature {
  readonly values: Float64Array;
}

/**
 * Number of rows of a table, after checking that it is one: at least one column and one row, equal lengths, no infinite
 * value. Throws `FOREST_EMPTY`, `FOREST_RAGGED` or `FOREST_VALUE_INFINITE`.
 */
export function rowCount(columns: readonly FeatureColumn[]): number {
  const rows = columns[0]?.values.length ?? 0;
  if (rows === 0) {
    throw forestError('FOREST_EMPTY', `Read ${columns.length} columns and 0 rows, expected at least one of each.`, {
      columns: columns.length,
    });
  }
  for (const { name, values } of columns) {
    if (values.length !== rows) {
      throw forestError('FOREST_RAGGED', `Column "${name}" has ${values.length} rows, the first column has ${rows}.`, {
        name,
        rows: values.length,
        expected: rows,
      });
    }
    const row = values.findIndex((value) => value === Infinity || value === -Infinity);
    if (row >= 0) {
      throw forestError(
        'FOREST_VALUE_INFINITE',
        `Column "${name}" is infinite in row ${row}. Expected finite numbers, NaN where one is missing.`,
        { name, row },
      );
    }
  }
  return rows;
}

/**
 * Turns rows into the columns that training and prediction take.
 *
 * @example
 * columnsFromRows([{ name: 'airTemperature', unit: '°C' }], [[20], [31.5]])[0].values // Float64Array [20, 31.5]
 */
export function columnsFromRows(features: readonly Feature[], rows: readonly (readonly number[])[]): FeatureColumn[] {
  const ragged = rows.findIndex((row) => row.length !== features.length);
  if (ragged >= 0) {
    throw forestError(
      'FOREST_RAGGED',
      `Row ${ragged} has ${rows[ragged]!.length} values, expected ${features.length}, one a feature.`,
      { row: ragged, values: rows[ragged]!.length, expected: features.length },
    );
  }
  return features.map(({ name, unit }, index) => ({
    name,
    unit,
    values: Float64Array.from(rows, (row) => row[index]!),
  }));
}

/** Throws `FOREST_FEATURES_DIFFER` unless the columns are the features of the model, in order and unit. */
export function checkFeatures(expected: readonly Feature[], columns: readonly FeatureColumn[]): void {
  const same =
    expected.length === columns.length &&
    expected.every(({ name, unit }, index) => name === columns[index]!.name && unit === columns[index]!.unit);
  if (same) return;
  const text = (features: readonly Feature[]) => features.map(({ name, unit }) => `${name} [${unit}]`).join(', ');
  throw forestError(
    'FOREST_FEATURES_DIFFER',
    `Read the columns ${text(columns)}; the model was trained on ${text(expected)}. Give the same, in the same order.`,
    { read: columns.map(({ name }) => name), expected: expected.map(({ name }) => name) },
  );
}
