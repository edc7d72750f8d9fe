import type { Settlement } from '@usina/core';
import { canonicalJson } from './canonicalJson.ts';
import { type Hash, hashLeaf } from './Hash.ts';
import { MerkleTree, merkleRoot } from './merkleTree.ts';

/** What a root says of the settlement as a whole. */
export type SettlementHeader = Pick<Settlement, 'portfolioId' | 'period' | 'revision' | 'timeZone'>;

/** The leaf of a settlement's header: portfolio, period, revision and zone, as JSON, hashed twice. */
export function hashHeader({ portfolioId, period, revision, timeZone }: SettlementHeader): Hash {
  return hashLeaf('usina.settlement.v1', canonicalJson({ portfolioId, period, revision, timeZone }));
}

export interface SettlementTree {
  readonly root: Hash;
  /** From the leaf of a line to the root. Its last hash is the header's. */
  proof(leaf: Hash): Hash[];
}

/**
 * The tree of a settlement: the root of its lines, paired with the leaf of its header. Every proof of a line so ends
 * with the header, and binds period, revision and zone to the root. Without lines the root is the header's leaf.
 */
export function settlementTree(header: SettlementHeader, leaves: readonly Hash[]): SettlementTree {
  const headerLeaf = hashHeader(header);
  if (leaves.length === 0) return { root: headerLeaf, proof: (leaf) => MerkleTree.of([headerLeaf]).proof(leaf) };
  const lines = MerkleTree.of(leaves);
  return {
    root: merkleRoot([lines.root, headerLeaf]),
    proof: (leaf) => [...lines.proof(leaf), headerLeaf],
  };
}
