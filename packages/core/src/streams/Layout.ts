import type { PointDefinition } from '../readings/PointDefinition.ts';

/** How a point is summed over a window. */
export const cellKind = { gauge: 0, counter: 1, energyCounter: 2, state: 3 } as const;

/** Which points a group has sent so far, and in which column each is kept. */
export interface Layout {
  readonly names: readonly string[];
  readonly kinds: Uint8Array;
  readonly columns: ReadonlyMap<string, number>;
  /** Slots that were given back, and the last one taken; as places, see `Blocks`. */
  readonly freePlaces: number[];
  lastPlace: number;
  /** What it was last extended to: a fleet of one make asks for the same again. */
  wider: Layout | undefined;
}

/** The layouts of a stream: groups with the same points share one. */
export class Layouts {
  readonly empty: Layout;
  private readonly byNames = new Map<string, Layout>();
  private readonly wanted: ReadonlySet<string> | undefined;
  private readonly vocabulary: Readonly<Record<string, PointDefinition>>;

  constructor(vocabulary: Readonly<Record<string, PointDefinition>>, points: readonly string[] | undefined) {
    this.vocabulary = vocabulary;
    this.wanted = points && new Set(points);
    this.empty = this.intern([]);
  }

  wants(point: string): boolean {
    return this.wanted === undefined || this.wanted.has(point);
  }

  /** The layout that has room for these points too, those of them that are wanted. */
  extend(layout: Layout, points: readonly string[]): Layout {
    const { wider, columns } = layout;
    const isSame =
      wider !== undefined &&
      points.every((point) => wider.columns.has(point) || !this.wants(point)) &&
      wider.names.every((name) => columns.has(name) || points.includes(name));
    if (isSame) return wider;
    const missing = points.filter(
      (point, i) => this.wants(point) && !columns.has(point) && points.indexOf(point) === i,
    );
    if (missing.length > 0) layout.wider = this.intern([...layout.names, ...missing]);
    return missing.length === 0 ? layout : layout.wider!;
  }

  private intern(names: string[]): Layout {
    const key = names.join('\u0000');
    const known = this.byNames.get(key);
    if (known) return known;
    const layout: Layout = {
      names,
      kinds: Uint8Array.from(names, (name) => this.kindOf(name)),
      columns: new Map(names.map((name, column) => [name, column])),
      freePlaces: [],
      lastPlace: -1,
      wider: undefined,
    };
    this.byNames.set(key, layout);
    return layout;
  }

  private kindOf(point: string): number {
    const { kind = 'gauge', circular = false } = this.vocabulary[point] ?? {};
    // a direction has no integral over time: the last one is told, and series average it on the circle
    if (circular) return cellKind.state;
    return kind === 'counter' && point.endsWith('Wh') ? cellKind.energyCounter : cellKind[kind];
  }
}
