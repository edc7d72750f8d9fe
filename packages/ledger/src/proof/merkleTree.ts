import { LedgerError } from '../LedgerError.ts';
import { type Hash, hashBytes, hashToBytes, toHash } from './Hash.ts';

/**
 * A Merkle tree in the layout of OpenZeppelin's `merkle-tree`: leaves sorted, a complete binary tree in one array,
 * pairs sorted before they are hashed. Its proofs are those that OpenZeppelin's `MerkleProof.verify` takes on a chain.
 */
export class MerkleTree {
  readonly #nodes: readonly Uint8Array[];
  readonly #position: ReadonlyMap<Hash, number>;

  private constructor(nodes: readonly Uint8Array[], count: number) {
    this.#nodes = nodes;
    this.#position = new Map(nodes.slice(-count).map((leaf, i) => [toHash(leaf), nodes.length - count + i]));
  }

  /** Builds the tree of at least one leaf. Throws `PROOF_INVALID` for none, or for what is no hash. */
  static of(leaves: readonly Hash[]): MerkleTree {
    const steps = MerkleTree.inSteps(leaves);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** As `of`, yielding every 1,000 nodes (about 8 ms) for a caller that has other things to do. */
  static *inSteps(leaves: readonly Hash[]): Generator<void, MerkleTree> {
    if (leaves.length === 0) throw new LedgerError('PROOF_INVALID', 'Read no leaves, expected at least one.');
    const sorted = [...leaves].sort().map(hashToBytes);
    const nodes = new Array<Uint8Array>(2 * leaves.length - 1);
    sorted.forEach((leaf, i) => {
      nodes[nodes.length - 1 - i] = leaf;
    });
    for (let i = leaves.length - 2; i >= 0; i--) {
      nodes[i] = hashPair(nodes[2 * i + 1]!, nodes[2 * i + 2]!);
      if (i % 1_000 === 999) yield;
    }
    return new MerkleTree(nodes, leaves.length);
  }

  get root(): Hash {
    return toHash(this.#nodes[0]!);
  }

  /** The siblings from a leaf to the root. Throws `PROOF_INVALID` when the leaf is not in the tree. */
  proof(leaf: Hash): Hash[] {
    let position = this.#position.get(leaf);
    if (position === undefined) {
      throw new LedgerError('PROOF_INVALID', `Leaf ${leaf} is not in the tree.`, { context: { leaf } });
    }
    const siblings: Hash[] = [];
    while (position > 0) {
      siblings.push(toHash(this.#nodes[position % 2 === 0 ? position - 1 : position + 1]!));
      position = (position - 1) >> 1;
    }
    return siblings;
  }
}

/**
 * Root of a set of leaves, in whatever order they come.
 *
 * @example
 * merkleRoot([leaf]) // the leaf itself
 */
export function merkleRoot(leaves: readonly Hash[]): Hash {
  return MerkleTree.of(leaves).root;
}

/** Proof that one leaf is among them. For many proofs of one set build a `MerkleTree` once. */
export function merkleProof(leaves: readonly Hash[], leaf: Hash): Hash[] {
  return MerkleTree.of(leaves).proof(leaf);
}

/** Whether a proof leads from the leaf to the root. False, never an error, for what is no proof at all. */
export function verifyProof({ root, leaf, proof }: { root: string; leaf: string; proof: readonly string[] }): boolean {
  try {
    const end = proof.map(hashToBytes).reduce((node, sibling) => hashPair(node, sibling), hashToBytes(leaf));
    return toHash(end) === root;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}

function hashPair(a: Uint8Array, b: Uint8Array): Uint8Array {
  const pair = new Uint8Array(64);
  const ascending = compareBytes(a, b) <= 0;
  pair.set(ascending ? a : b, 0);
  pair.set(ascending ? b : a, 32);
  return hashBytes(pair);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < 32; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
