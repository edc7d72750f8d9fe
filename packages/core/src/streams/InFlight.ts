import { flagBit, flagsToBits } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { Block, delayOf } from './Block.ts';
import type { Layouts } from './Layout.ts';
import { mergeNodes } from './mergeNodes.ts';

/** Puts any reading in flight: those that the watermark has not passed, sorted by time in each group, one for each instant. */
export class InFlight {
  private readonly layouts: Layouts;
  private readonly unusableBits: number;

  constructor(layouts: Layouts, unusableBits: number) {
    this.layouts = layouts;
    this.unusableBits = unusableBits;
  }

  /** False, with nothing done, where the block lacks one of the points. */
  insert(block: Block, slot: number, reading: Reading<string>): boolean {
    const node = block.takeNode();
    const head = node * block.nodeSize * 2;
    block.nodeI32[head + Block.at] = reading.atMs | 0;
    block.nodeI32[head + Block.delay] = delayOf(reading.receivedAtMs - reading.atMs);
    if (this.write(block, node, reading)) {
      this.link(block, slot * Block.rowSize, node);
      return true;
    }
    block.giveBackNode(node);
    return false;
  }

  private write(block: Block, node: number, { values, flags }: Reading<string>): boolean {
    const { width } = block;
    const { columns } = block.layout;
    const first = node * block.nodeSize + Block.values;
    block.nodeF64.fill(Number.NaN, first, first + width);
    let filled = 0;
    for (const point in values) {
      const column = columns.get(point);
      if (column !== undefined) {
        const value = values[point]!;
        if (Number.isFinite(value)) {
          block.nodeF64[first + column] = value;
          filled++;
        } else block.flag(node, column, flagBit.commError);
      } else if (this.layouts.wants(point)) return false;
    }
    for (const point in flags) {
      const column = columns.get(point);
      if (column !== undefined) block.flag(node, column, flagsToBits(flags[point]));
      else if (this.layouts.wants(point)) return false;
    }
    if (filled < width && block.notesOf(node) < 0) {
      block.nodeI32[node * block.nodeSize * 2 + Block.notes] = Block.isPartial;
    }
    return true;
  }

  /** Times are compared modulo 2³²: all in flight lie within half of it. */
  private link(block: Block, row: number, node: number): void {
    const { rows, nodeI32, nodeSize } = block;
    const at = block.atOf(node);
    let before = rows[row + Block.tail]!;
    let after = -1;
    if (before >= 0 && ((block.atOf(before) - at) | 0) >= 0) {
      before = -1;
      after = rows[row + Block.head]!;
      while (((block.atOf(after) - at) | 0) < 0) {
        before = after;
        after = block.nextOf(after);
      }
      if (block.atOf(after) === at) {
        mergeNodes(block, after, node, this.unusableBits);
        block.giveBackNode(node);
        return;
      }
    }
    nodeI32[node * nodeSize * 2 + Block.next] = after;
    if (before < 0) rows[row + Block.head] = node;
    else nodeI32[before * nodeSize * 2 + Block.next] = node;
    if (after < 0) rows[row + Block.tail] = node;
    rows[row + Block.inFlight]!++;
  }
}
