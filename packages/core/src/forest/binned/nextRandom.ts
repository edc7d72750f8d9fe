/** Next state of a xorshift generator, which is its number too; 32 bits, never 0. Small state, for the inside of a tree. */
export function nextRandom(state: number): number {
  let next = state ^ (state << 13);
  next ^= next >>> 17;
  return next ^ (next << 5);
}

/** Seed of a tree: depends on nothing but the seed of the forest and the number of the tree. Never 0. */
export function treeSeed(seed: number, tree: number): number {
  let mixed = (seed ^ Math.floor(seed / 2 ** 32)) + Math.imul(tree + 1, 0x9e3779b9);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed ^= mixed >>> 15;
  return mixed === 0 ? 1 : mixed;
}
