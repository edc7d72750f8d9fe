import { lengthened, withRoom } from './CellPool.ts';

/** A group is 20 bytes; these are the places within them, in units of each view. */
export const groupSize = { i32: 5, u16: 10 } as const;
/** First and last node of the readings in flight, by time; -1 for none. */
export const headI32 = 0;
export const tailI32 = 1;
export const slotI32 = 2;
export const layoutU16 = 6;
export const inFlightU16 = 7;
export const lateU16 = 8;
/** 1 while the previous window waits for the value after its end. */
export const waitingU16 = 9;

/** The groups by number, in the order of their first reading, with an index from key to number: about 40 bytes a group. */
export class GroupTable {
  count = 0;
  readonly keys: string[] = [];
  /** Only where keys are not asset ids. */
  private readonly assetIds: string[] | undefined;
  i32 = new Int32Array(0);
  u16 = new Uint16Array(0);
  private capacity = 0;
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

  add(key: string, assetId: string): number {
    const group = this.count++;
    if (group === this.capacity) this.grow();
    this.keys.push(key);
    this.assetIds?.push(assetId);
    this.i32[group * groupSize.i32 + headI32] = -1;
    this.i32[group * groupSize.i32 + tailI32] = -1;
    if (this.count * 4 > this.buckets.length * 3) this.rehash();
    else this.place(group);
    return group;
  }

  assetIdOf(group: number): string {
    return (this.assetIds ?? this.keys)[group]!;
  }

  isWaiting(group: number): boolean {
    return this.u16[group * groupSize.u16 + waitingU16] === 1;
  }

  setWaiting(group: number, waiting: boolean): void {
    this.u16[group * groupSize.u16 + waitingU16] = Number(waiting);
  }

  head(group: number): number {
    return this.i32[group * groupSize.i32 + headI32]!;
  }

  slot(group: number): number {
    return this.i32[group * groupSize.i32 + slotI32]!;
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
    this.capacity = withRoom(this.count);
    const buffer = lengthened(this.i32, this.capacity * groupSize.i32 * 4);
    this.i32 = new Int32Array(buffer);
    this.u16 = new Uint16Array(buffer);
  }
}

/** FNV-1a over UTF-16 units. A Map of strings would cost about 40 bytes a group more. */
function hash(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
