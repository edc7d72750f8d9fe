import { Block } from './Block.ts';
import type { Layout } from './Layout.ts';
import type { WindowRules } from './WindowRules.ts';

const slotBits = Math.log2(Block.slots);

/** The blocks of a stream. A place is the number of a block and a slot in it, in one number of 32 bits. */
export class Blocks {
  private readonly rules: WindowRules;
  private readonly list: Block[] = [];

  constructor(rules: WindowRules) {
    this.rules = rules;
  }

  blockAt(place: number): Block {
    return this.list[place >> slotBits]!;
  }

  slotAt(place: number): number {
    return place & (Block.slots - 1);
  }

  /** A slot that is ready for a new group of this layout. */
  takePlace(layout: Layout): number {
    const place = layout.freePlaces.pop() ?? this.nextPlace(layout);
    this.blockAt(place).clearSlot(this.slotAt(place));
    return place;
  }

  private nextPlace(layout: Layout): number {
    // -1, before the first, is the last slot of its block too
    const isFull = this.slotAt(layout.lastPlace) === Block.slots - 1;
    if (isFull) layout.lastPlace = (this.list.push(new Block(layout, this.rules)) - 1) << slotBits;
    else layout.lastPlace++;
    return layout.lastPlace;
  }
}
