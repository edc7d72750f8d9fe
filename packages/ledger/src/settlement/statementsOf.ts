import type { Agreement, LineItem, Settlement, Statement } from '@usina/core';
import { pacer } from '../pacer.ts';
import type { Hash } from '../proof/Hash.ts';
import { hashInputs, hashLineItem } from '../proof/hashLineItem.ts';
import { settlementTree } from '../proof/settlementTree.ts';
import { totalFor } from '../proof/verifyStatementInSteps.ts';

export interface StatementsOfOptions {
  settlement: Settlement;
  /** Every version that the settlement was settled by. */
  agreements: readonly Agreement[];
  /** Leaves of its lines, in order, where they are known. @defaultValue computed again */
  leaves?: readonly Hash[];
  /** Only those of these parties. @defaultValue every party that pays or is paid */
  partyIds?: readonly string[];
}

/** One statement a party, with the proof of each of its lines and the agreements to compute them again. */
export async function statementsOf(options: StatementsOfOptions): Promise<Map<string, Statement>> {
  const { settlement, agreements, partyIds } = options;
  const { portfolioId, period, timeZone, revision, lineItems, root } = settlement;
  const leaves = options.leaves ?? (await leavesOf(settlement));
  const tree = settlementTree(settlement, leaves);
  const byParty = new Map<string, number[]>();
  lineItems.forEach(({ debtorId, creditorId }, i) => {
    for (const partyId of new Set([debtorId, creditorId])) {
      const positions = byParty.get(partyId) ?? [];
      positions.push(i);
      byParty.set(partyId, positions);
    }
  });
  const statements = new Map<string, Statement>();
  for (const [partyId, positions] of byParty) {
    if (partyIds && !partyIds.includes(partyId)) continue;
    const items = positions.map((i) => lineItems[i]!);
    const used = new Set(items.map(versionOf));
    statements.set(partyId, {
      portfolioId,
      partyId,
      period,
      timeZone,
      revision,
      agreements: agreements.filter(({ id, version }) => used.has(`${id}/v${version}`)),
      lines: positions.map((i) => ({ item: lineItems[i]!, proof: tree.proof(leaves[i]!) })),
      total: totalFor(partyId, items, items[0]!.amount.currency)!,
      root,
    });
  }
  return statements;
}

/** The leaf of every line, in order. Lines of one agreement share their inputs, which are hashed once. */
export async function leavesOf({ portfolioId, lineItems }: Settlement): Promise<Hash[]> {
  const pause = pacer();
  const leaves: Hash[] = [];
  let version = '';
  let inputsHash: Hash | undefined;
  for (const item of lineItems) {
    const next = versionOf(item);
    if (next !== version || inputsHash === undefined) inputsHash = hashInputs(item.inputs);
    version = next;
    leaves.push(hashLineItem({ portfolioId, item, inputsHash }));
    await pause();
  }
  return leaves;
}

function versionOf({ agreementId, inputs }: LineItem): string {
  return `${agreementId}/v${inputs.agreementVersion}`;
}
