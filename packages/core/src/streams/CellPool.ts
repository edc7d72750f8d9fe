/**
 * One cell is the window of one point of one group: a cache line of 64 bytes. Five numbers of 64 bits, four of 32 and
 * two of 16, read through three views of one buffer; these are the places within the cell, in units of each view.
 */
export const cellSize = { f64: 8, u32: 16, u16: 32 } as const;
/** Integral of a gauge, growth of a counter. */
export const sumF64 = 0;
/** Minimum of a gauge, unplaced growth of a counter. */
export const lowF64 = 1;
/** Maximum of a gauge, first value of a counter. */
export const highF64 = 2;
/** Last usable value of all windows so far; NaN for none. */
export const lastAtF64 = 3;
export const lastValueF64 = 4;
export const coveredU32 = 10;
export const firstOffsetU32 = 11;
export const countU32 = 12;
/** Four counts of 8 bits: gaps, roll-overs, resets, exchanges. */
export const eventsU32 = 13;
export const suspectU16 = 28;
export const flagsU16 = 29;

/** A node is a reading in flight: its time (modulo 2³² ms) and the next node, then for each column a value, its delay and flags. */
export const nodeAtI32 = 0;
export const nodeNextI32 = 1;
export const valueF64 = 1;
/** Received minus measured, ms: decides between two values of one instant. */
export const delayI32 = 4;
export const valueFlagsU16 = 10;
/** From one column to the next, in units of each view. */
export const columnSize = { f64: 2, i32: 4, u16: 8 } as const;

/** Groups of one pool: a new pool moves nothing, where a longer array would be copied. */
export const poolBits = 10;
export const poolSlots = 2 ** poolBits;

/** State of up to `poolSlots` groups with the same number of points. A slot is `width` cells in a row. */
export class CellPool {
  readonly width: number;
  f64 = new Float64Array(0);
  u32 = new Uint32Array(0);
  u16 = new Uint16Array(0);
  /** 64-bit units from one node to the next. */
  readonly nodeSize: number;
  nodeF64 = new Float64Array(0);
  nodeI32 = new Int32Array(0);
  nodeU16 = new Uint16Array(0);
  private slotCapacity = 0;
  private nodes = 0;
  private nodeCapacity = 0;
  private freeNode = -1;

  constructor(width: number) {
    this.width = width;
    this.nodeSize = 1 + width * columnSize.f64;
  }

  /** Makes a slot ready for a new group. */
  clearSlot(slot: number): void {
    if (slot >= this.slotCapacity) this.growSlots();
    for (let cell = slot * this.width; cell < (slot + 1) * this.width; cell++) {
      this.clear(cell);
      this.f64[cell * cellSize.f64 + lastAtF64] = Number.NaN;
      this.f64[cell * cellSize.f64 + lastValueF64] = Number.NaN;
    }
  }

  /** Forgets the window of a cell; its last value stays. */
  clear(cell: number): void {
    const { f64, u32 } = this;
    const f = cell * cellSize.f64;
    const u = cell * cellSize.u32;
    f64[f + sumF64] = 0;
    f64[f + lowF64] = 0;
    f64[f + highF64] = 0;
    u32[u + coveredU32] = 0;
    u32[u + firstOffsetU32] = 0;
    u32[u + countU32] = 0;
    u32[u + eventsU32] = 0;
    // both of 16 bits
    u32[u + suspectU16 / 2] = 0;
  }

  /** Copies a cell of another pool, with its window. */
  copyCell(cell: number, from: CellPool, fromCell: number): void {
    const start = fromCell * cellSize.f64;
    this.u32.set(from.u32.subarray(2 * start, 2 * start + cellSize.u32), cell * cellSize.u32);
  }

  takeNode(): number {
    const node = this.freeNode;
    if (node >= 0) {
      this.freeNode = this.nodeI32[node * this.nodeSize * 2 + nodeNextI32]!;
      return node;
    }
    if (this.nodes === this.nodeCapacity) this.growNodes();
    return this.nodes++;
  }

  returnNode(node: number): void {
    this.nodeI32[node * this.nodeSize * 2 + nodeNextI32] = this.freeNode;
    this.freeNode = node;
  }

  /** Copies a reading in flight of a narrower pool; columns that it lacks are absent. */
  copyNode(node: number, from: CellPool, fromNode: number): void {
    const start = fromNode * from.nodeSize * 2;
    const target = node * this.nodeSize;
    this.nodeF64.fill(0, target, target + this.nodeSize);
    this.nodeI32.set(from.nodeI32.subarray(start, start + from.nodeSize * 2), target * 2);
    this.nodeI32[target * 2 + nodeNextI32] = -1;
    for (let column = from.width; column < this.width; column++) {
      this.nodeF64[target + column * columnSize.f64 + valueF64] = Number.NaN;
    }
  }

  private growSlots(): void {
    this.slotCapacity = Math.min(poolSlots, Math.max(16, this.slotCapacity * 2));
    const bytes = this.slotCapacity * this.width * cellSize.f64 * 8;
    const buffer = lengthened(this.f64, bytes);
    this.f64 = new Float64Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.u16 = new Uint16Array(buffer);
  }

  private growNodes(): void {
    this.nodeCapacity = withRoom(this.nodes);
    const buffer = lengthened(this.nodeF64, this.nodeCapacity * this.nodeSize * 8);
    this.nodeF64 = new Float64Array(buffer);
    this.nodeI32 = new Int32Array(buffer);
    this.nodeU16 = new Uint16Array(buffer);
  }
}

/** A buffer with the same bytes and room for more. */
export function lengthened(view: ArrayBufferView, bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes);
  new Uint8Array(buffer).set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return buffer;
}

/** A sixteenth more: little is unused, and a byte is moved sixteen times at most. */
export function withRoom(count: number): number {
  return count + Math.max(32, count >> 4);
}
