import { forestError } from '../ForestError.ts';
import { splitMix32 } from '../splitMix32.ts';

export interface SplitByGroupOptions {
  /** Group of each row: the machine, the site. Compared as they are. */
  groups: ArrayLike<string | number>;
  /** Share of the rows that each part should get; adds up to 1. */
  shares: readonly number[];
  /** Which groups go where. @defaultValue 1 */
  seed?: number;
}

/** One part of a split by group. */
export interface GroupPart {
  readonly groups: readonly (string | number)[];
  /** Row numbers, ascending. */
  readonly rows: readonly number[];
}

/**
 * Splits rows so that all rows of a group fall into one part: scores then tell how a model does on machines that it has never
 * seen. Large groups are placed first, in a seeded order among equals, each into the part that lacks most; every part gets
 * at least one group. Throws `FOREST_EMPTY`, `FOREST_OPTION_INVALID`.
 *
 * @example
 * splitByGroup({ groups: ['a', 'b', 'a', 'c'], shares: [0.5, 0.5] }).map(({ rows }) => rows) // [[0, 2], [1, 3]]
 */
export function splitByGroup({ groups, shares, seed = 1 }: SplitByGroupOptions): GroupPart[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (shares.some((share) => !(share > 0)) || Math.abs(total - 1) > 1e-9) {
    throw forestError(
      'FOREST_OPTION_INVALID',
      `Read the shares ${shares.join(', ')}, expected positive shares that add up to 1.`,
      { shares },
    );
  }
  if (groups.length === 0) throw forestError('FOREST_EMPTY', 'Read 0 rows to split.');
  const rowsOf = Map.groupBy(Array.from(groups).keys(), (row) => groups[row]!);
  if (rowsOf.size < shares.length) {
    throw forestError(
      'FOREST_OPTION_INVALID',
      `Read ${rowsOf.size} groups for ${shares.length} parts, expected at least one group a part.`,
      { groups: rowsOf.size, parts: shares.length },
    );
  }
  const random = splitMix32(seed);
  const placed = [...rowsOf]
    .map(([group, rows]) => ({ group, rows, order: random() }))
    .sort((a, b) => b.rows.length - a.rows.length || a.order - b.order);
  const parts = shares.map((share) => ({
    wanted: share * groups.length,
    groups: [] as (string | number)[],
    rows: [] as number[],
  }));
  for (const [index, { group, rows }] of placed.entries()) {
    const left = placed.length - index;
    const empty = parts.filter((part) => part.groups.length === 0);
    const open = empty.length >= left ? empty : parts;
    const part = open.reduce((most, other) => (lack(other) > lack(most) ? other : most));
    part.groups.push(group);
    part.rows.push(...rows);
  }
  return parts.map((part) => ({ groups: part.groups, rows: part.rows.sort((a, b) => a - b) }));
}

function lack({ wanted, rows }: { wanted: number; rows: readonly number[] }): number {
  return wanted - rows.length;
}
