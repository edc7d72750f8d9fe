import { lengthened, nextCapacity } from './CellPool.ts';

/** The groups by number, in the order of their first reading, with an index from key to number: about 35 bytes a group. */
export class GroupTable {
  count = 0;
  readonly keys: string[] = [];
  /** Only where keys are not asset ids. */
  readonly assetIds: string[] | undefined;
  /** First and last node of the readings in flight, by time; -1 for none. */
  head = new Int32Array(0);
  tail = new Int32Array(0);
  inFlight = new Uint16Array(0);
  late = new Uint16Array(0);
  layout = new Uint16Array(0);
  slot = new Uint32Array(0);
  /** 1 while the previous window waits for the value after its end. */
  waiting = new Uint8Array(0);
  private buckets = new Int32Array(64).fill(-1);

  constructor(separateAssetIds: boolean) {
    this.assetIds = separateAssetIds ? [] : undefined;
  }

  /** The number of a group, or -1. */
  find(key: string): number {
    const mask = this.buckets.length - 1;
    for (let bucket = hash(key) & mask; ; bucket = (bucket + 1) & mask) {
      const group = this.buckets[bucket]!;
      if (group < 0 || this.keys[group] === key) return group;
    }
  }

  add(key: string, assetId: string): number {
    const group = this.count++;
    if (group === this.head.length) this.grow();
    this.keys.push(key);
    this.assetIds?.push(assetId);
    this.head[group] = -1;
    this.tail[group] = -1;
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

  private grow(): void {
    const capacity = nextCapacity(this.count);
    this.head = lengthened(this.head, capacity);
    this.tail = lengthened(this.tail, capacity);
    this.inFlight = lengthened(this.inFlight, capacity);
    this.late = lengthened(this.late, capacity);
    this.layout = lengthened(this.layout, capacity);
    this.slot = lengthened(this.slot, capacity);
    this.waiting = lengthened(this.waiting, capacity);
  }
}

/** FNV-1a over UTF-16 units. A Map of strings would cost about 50 bytes a group more. */
function hash(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
