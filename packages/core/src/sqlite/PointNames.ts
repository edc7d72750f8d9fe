import type { DatabaseSync } from 'node:sqlite';
import { corrupt } from './storeFault.ts';

/** Numbers for the names of points, and which source delivers which. Both are few, so they are held in memory. */
export class PointNames {
  readonly #db: DatabaseSync;
  readonly #ids = new Map<string, number>();
  readonly #names = new Map<number, string>();
  readonly #bySource = new Map<number, Set<number>>();
  readonly #insertPoint;
  readonly #insertUse;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.reload();
    this.#insertPoint = db.prepare('INSERT INTO point (name) VALUES (?) RETURNING id');
    this.#insertUse = db.prepare('INSERT INTO sourcePoint (source, point) VALUES (?, ?) ON CONFLICT DO NOTHING');
  }

  /** Takes what the file says: after a transaction was rolled back, or took sources out. */
  reload(): void {
    const db = this.#db;
    this.#ids.clear();
    this.#names.clear();
    this.#bySource.clear();
    for (const { id, name } of db.prepare('SELECT id, name FROM point').all() as unknown as {
      id: number;
      name: string;
    }[])
      this.#keep(id, name);
    const uses = db.prepare('SELECT source, point FROM sourcePoint').all() as unknown as {
      source: number;
      point: number;
    }[];
    for (const { source, point } of uses) this.#pointsFor(source).add(point);
  }

  nameOf(id: number): string {
    const name = this.#names.get(id);
    if (name === undefined) throw corrupt(`The name of point ${id}`);
    return name;
  }

  idOf(name: string): number | undefined {
    return this.#ids.get(name);
  }

  /** The number of a point that a source delivers; a new name gets one. Inside a transaction only. */
  idFor(name: string, source: number): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = (this.#insertPoint.get(name) as { id: number }).id;
      this.#keep(id, name);
    }
    const uses = this.#pointsFor(source);
    if (!uses.has(id)) {
      this.#insertUse.run(source, id);
      uses.add(id);
    }
    return id;
  }

  /** Names of the points that a source has ever delivered. */
  namesOf(source: number): string[] {
    return [...(this.#bySource.get(source) ?? [])].map((id) => this.nameOf(id));
  }

  #keep(id: number, name: string): void {
    this.#ids.set(name, id);
    this.#names.set(id, name);
  }

  #pointsFor(source: number): Set<number> {
    let points = this.#bySource.get(source);
    if (points === undefined) {
      points = new Set();
      this.#bySource.set(source, points);
    }
    return points;
  }
}
