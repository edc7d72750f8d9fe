import type { PointDefinition } from '../readings/PointDefinition.ts';
import { CellPool } from './CellPool.ts';

/** How a point is summed over a window. */
export const cellKind = { gauge: 0, counter: 1, energyCounter: 2, state: 3 } as const;

/** Which points a group has sent so far, and in which column each is kept. */
export interface Layout {
  readonly index: number;
  readonly names: readonly string[];
  readonly kinds: Uint8Array;
  readonly columns: ReadonlyMap<string, number>;
  readonly pool: CellPool;
}

/** The layouts of a stream: groups with the same points share one, layouts of one width share a pool. */
export class Layouts {
  readonly list: Layout[] = [];
  private readonly byNames = new Map<string, Layout>();
  private readonly pools: CellPool[] = [];
  private readonly wanted: ReadonlySet<string> | undefined;
  private readonly vocabulary: Readonly<Record<string, PointDefinition>>;

  constructor(vocabulary: Readonly<Record<string, PointDefinition>>, points: readonly string[] | undefined) {
    this.vocabulary = vocabulary;
    this.wanted = points && new Set(points);
    this.intern([]);
  }

  wants(point: string): boolean {
    return this.wanted === undefined || this.wanted.has(point);
  }

  /** The layout that has room for these points too, those of them that are wanted. */
  extend(layout: Layout, points: Iterable<string>): Layout {
    const missing = [...new Set(points)].filter((point) => this.wants(point) && !layout.columns.has(point));
    return missing.length === 0 ? layout : this.intern([...layout.names, ...missing]);
  }

  private intern(names: string[]): Layout {
    const key = names.join('\u0000');
    const known = this.byNames.get(key);
    if (known) return known;
    this.pools[names.length] ??= new CellPool(names.length);
    const layout: Layout = {
      index: this.list.length,
      names,
      kinds: Uint8Array.from(names, (name) => this.kindOf(name)),
      columns: new Map(names.map((name, column) => [name, column])),
      pool: this.pools[names.length]!,
    };
    this.list.push(layout);
    this.byNames.set(key, layout);
    return layout;
  }

  private kindOf(point: string): number {
    const kind = this.vocabulary[point]?.kind ?? 'gauge';
    return kind === 'counter' && point.endsWith('Wh') ? cellKind.energyCounter : cellKind[kind];
  }
}
