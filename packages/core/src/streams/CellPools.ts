import { CellPool, poolBits, poolSlots } from './CellPool.ts';

/** The pools of one width. A slot number counts on from pool to pool. */
export class CellPools {
  readonly width: number;
  readonly list: CellPool[];
  private slots = 0;
  private readonly freeSlots: number[] = [];

  constructor(width: number) {
    this.width = width;
    this.list = [new CellPool(width)];
  }

  poolOf(slot: number): CellPool {
    return this.list[slot >> poolBits]!;
  }

  /** First cell of a slot within its pool. */
  firstCell(slot: number): number {
    return (slot & (poolSlots - 1)) * this.width;
  }

  takeSlot(): number {
    const slot = this.freeSlots.pop() ?? this.slots++;
    if (slot >= this.list.length * poolSlots) this.list.push(new CellPool(this.width));
    this.poolOf(slot).clearSlot(slot & (poolSlots - 1));
    return slot;
  }

  returnSlot(slot: number): void {
    this.freeSlots.push(slot);
  }
}
