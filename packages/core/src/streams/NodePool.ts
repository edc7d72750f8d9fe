import { lengthened, withRoom } from './growth.ts';

/**
 * Readings in flight: a node of 16 bytes and one number of 64 bits for each column, NaN where it is absent. Values are
 * mostly without a flag and of one delay; where they are not, a second node has two numbers of 32 bits in place of each value.
 *
 * Places within memory are static here and in `Block`: so the compiler knows them as numbers in the methods of the class.
 */
export class NodePool {
  /** In 32-bit units: time of measurement in milliseconds modulo 2³². */
  static readonly at = 0;
  /** The next node of the group by time, or the next free one; -1 for none. */
  static readonly next = 1;
  /** Received minus measured, ms: decides between two values of one instant. */
  static readonly delay = 2;
  /** The node that tells delay and flags of each column, or one of the two below: all have the delay of the node and no flag. */
  static readonly notes = 3;
  /** Every column has a value. */
  static readonly isWhole = -1;
  /** Some column may lack a value. */
  static readonly isPartial = -2;
  /** Where the values begin, in 64-bit units. */
  static readonly values = 2;

  readonly width: number;
  /** From one node to the next, in 64-bit units. */
  readonly nodeSize: number;
  nodeF64 = new Float64Array(0);
  nodeI32 = new Int32Array(0);
  protected freeNode = -1;
  private nodes = 0;
  private nodeCapacity = 0;

  constructor(width: number) {
    this.width = width;
    this.nodeSize = NodePool.values + width;
  }

  /** A node, whole until it is told otherwise; what else is in it is left from its last use. */
  takeNode(): number {
    let node = this.freeNode;
    if (node >= 0) this.freeNode = this.nodeI32[node * this.nodeSize * 2 + NodePool.next]!;
    else {
      if (this.nodes === this.nodeCapacity) this.growNodes();
      node = this.nodes++;
    }
    this.nodeI32[node * this.nodeSize * 2 + NodePool.notes] = NodePool.isWhole;
    return node;
  }

  giveBackNode(node: number): void {
    const head = node * this.nodeSize * 2;
    const notes = this.nodeI32[head + NodePool.notes]!;
    if (notes >= 0) this.giveBackNode(notes);
    this.nodeI32[head + NodePool.next] = this.freeNode;
    this.freeNode = node;
  }

  atOf(node: number): number {
    return this.nodeI32[node * this.nodeSize * 2 + NodePool.at]!;
  }

  nextOf(node: number): number {
    return this.nodeI32[node * this.nodeSize * 2 + NodePool.next]!;
  }

  /** -1 for whole, -2 for partial, otherwise the node with the notes. */
  notesOf(node: number): number {
    return this.nodeI32[node * this.nodeSize * 2 + NodePool.notes]!;
  }

  valueOf(node: number, column: number): number {
    return this.nodeF64[node * this.nodeSize + NodePool.values + column]!;
  }

  delayOf(node: number, column: number): number {
    const notes = this.notesOf(node);
    return this.nodeI32[notes < 0 ? node * this.nodeSize * 2 + NodePool.delay : this.noteAt(notes, column)]!;
  }

  flagsOf(node: number, column: number): number {
    const notes = this.notesOf(node);
    return notes < 0 ? 0 : this.nodeI32[this.noteAt(notes, column) + 1]!;
  }

  /** Sets the delay and flags of one column. */
  note(node: number, column: number, delayMs: number, flags: number): void {
    if (this.notesOf(node) < 0) this.addNotes(node);
    const at = this.noteAt(this.notesOf(node), column);
    this.nodeI32[at] = delayMs;
    this.nodeI32[at + 1] = flags;
  }

  /** Adds flags to those of one column. */
  flag(node: number, column: number, bits: number): void {
    if (bits !== 0) this.note(node, column, this.delayOf(node, column), this.flagsOf(node, column) | bits);
  }

  /** Takes over the nodes of a narrower pool from `head` on; columns that it lacks are absent. */
  moveNodesHere(from: NodePool, head: number): { head: number; tail: number } {
    const moved = { head: -1, tail: -1 };
    for (let node = head; node >= 0; ) {
      const copy = this.takeNode();
      this.copyNode(copy, from, node);
      if (moved.tail < 0) moved.head = copy;
      else this.nodeI32[moved.tail * this.nodeSize * 2 + NodePool.next] = copy;
      moved.tail = copy;
      const following = from.nextOf(node);
      from.giveBackNode(node);
      node = following;
    }
    return moved;
  }

  private copyNode(node: number, from: NodePool, fromNode: number): void {
    const target = node * this.nodeSize * 2;
    this.nodeI32[target + NodePool.at] = from.atOf(fromNode);
    this.nodeI32[target + NodePool.next] = -1;
    this.nodeI32[target + NodePool.delay] = from.nodeI32[fromNode * from.nodeSize * 2 + NodePool.delay]!;
    this.nodeI32[target + NodePool.notes] = NodePool.isPartial;
    for (let column = 0; column < this.width; column++) {
      const value = column < from.width ? from.valueOf(fromNode, column) : Number.NaN;
      this.nodeF64[node * this.nodeSize + NodePool.values + column] = value;
    }
    if (from.notesOf(fromNode) < 0) return;
    for (let column = 0; column < from.width; column++) {
      this.note(node, column, from.delayOf(fromNode, column), from.flagsOf(fromNode, column));
    }
  }

  private addNotes(node: number): void {
    const notes = this.takeNode();
    const head = node * this.nodeSize * 2;
    this.nodeI32[head + NodePool.notes] = notes;
    for (let column = 0; column < this.width; column++) {
      this.nodeI32[this.noteAt(notes, column)] = this.nodeI32[head + NodePool.delay]!;
      this.nodeI32[this.noteAt(notes, column) + 1] = 0;
    }
  }

  private noteAt(notes: number, column: number): number {
    return (notes * this.nodeSize + NodePool.values + column) * 2;
  }

  private growNodes(): void {
    this.nodeCapacity = withRoom(this.nodes);
    const buffer = lengthened(this.nodeF64, this.nodeCapacity * this.nodeSize * 8);
    this.nodeF64 = new Float64Array(buffer);
    this.nodeI32 = new Int32Array(buffer);
  }
}
