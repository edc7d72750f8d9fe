import { Agreement, LineItem } from '@usina/core';
import * as z from 'zod';
import { canonicalJson } from './canonicalJson.ts';
import { type Hash, hashLeaf, hashText } from './Hash.ts';

/** Hash of the inputs that the lines of one agreement share: all but the figures for a reader. */
export function hashInputs(inputs: Readonly<Record<string, unknown>>): Hash {
  const { figures: _, ...shared } = inputs;
  return hashText(canonicalJson(shared));
}

/**
 * The leaf of a line item: its JSON with `inputs` replaced by their hash and the figures, hashed twice.
 * Give `inputsHash` where several lines share their inputs.
 */
export function hashLineItem(options: { portfolioId: string; item: LineItem; inputsHash?: Hash }): Hash {
  const { portfolioId, item, inputsHash = hashInputs(options.item.inputs) } = options;
  const { inputs, ...wire } = z.encode(LineItem, item);
  const content = { ...wire, inputs: { figures: inputs.figures ?? {}, hash: inputsHash }, portfolioId };
  return hashLeaf('usina.line.v1', canonicalJson(content));
}

/** Hash of an agreement as it was opened: parties, meters, term, version and terms. */
export function hashAgreement(agreement: Agreement): Hash {
  return hashLeaf('usina.agreement.v1', canonicalJson(z.encode(Agreement, agreement)));
}
