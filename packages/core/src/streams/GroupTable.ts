import { lengthened, withRoom } from './growth.ts';

/** The groups by number, in the order of their first reading, with an index from key to number: about 20 bytes a group. */
export class GroupTable {
  count = 0;
  readonly keys: string[] = [];
  /** Only where keys are not asset ids. */
  private readonly assetIds: string[] | undefined;
  /** Where the state of each group is, see `Blocks`. */
  places = new Int32Array(0);
  private found = -1;
  private buckets = new Int32Array(64).fill(-1);

  constructor(separateAssetIds: boolean) {
    this.assetIds = separateAssetIds ? [] : undefined;
  }

  /** The number of a group, or -1. */
  find(key: string): number {
    const { buckets, keys } = this;
    // a fleet is read in the same order each time: mostly it is the group after the last one
    const expected = this.found + 1;
    if (expected < keys.length && keys[expected] === key) {
      this.found = expected;
      return expected;
    }
    const mask = buckets.length - 1;
    for (let bucket = hash(key) & mask; ; bucket = (bucket + 1) & mask) {
      const group = buckets[bucket]!;
      if (group >= 0 && keys[group] !== key) continue;
      this.found = group;
      return group;
    }
  }

  add(key: string, assetId: string, place: number): number {
    const group = this.count++;
    if (group === this.places.length) {
      this.places = new Int32Array(lengthened(this.places, withRoom(this.count) * 4));
    }
    this.places[group] = place;
    this.keys.push(key);
    this.assetIds?.push(assetId);
    if (this.count * 4 > this.buckets.length * 3) this.rehash();
    else this.place(group);
    return group;
  }

  assetIdOf(group: number): string {
    return (this.assetIds ?? this.keys)[group]!;
  }

  private place(group: number): void {
    const mask = this.buckets.length - 1;
    let bucket = hash(this.keys[group]!) & mask;
    while (this.buckets[bucket]! >= 0) bucket = (bucket + 1) & mask;
    this.buckets[bucket] = group;
  }

  private rehash(): void {
    this.buckets = new Int32Array(this.buckets.length * 2).fill(-1);
    for (let group = 0; group < this.count; group++) this.place(group);
  }
}

/** FNV-1a over UTF-16 units. A Map of strings would cost about 40 bytes a group more. */
function hash(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
