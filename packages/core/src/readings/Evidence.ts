import * as z from 'zod';

/** Where a figure comes from. Travels with every figure that reaches a person or a contract. */
export const Evidence = z.strictObject({
  sources: z.array(z.string().min(1)).describe('assets, files, feeds or rules that the figure was made from'),
  range: z
    .strictObject({ startMs: z.number(), endMs: z.number() })
    .optional()
    .describe('time that the data spans, half-open, epoch milliseconds UTC'),
  coverage: z.number().min(0).max(1).optional().describe('share of that time with usable data'),
  rule: z.string().min(1).optional().describe('model or rule that made it, with its version or year'),
  knownAtMs: z.number().optional().describe('when the last of the data was known, epoch milliseconds UTC'),
  notes: z.array(z.string()).optional().describe('what a reader must know to judge it'),
});
export interface Evidence {
  readonly sources: readonly string[];
  readonly range?: { readonly startMs: number; readonly endMs: number } | undefined;
  readonly coverage?: number | undefined;
  readonly rule?: string | undefined;
  readonly knownAtMs?: number | undefined;
  readonly notes?: readonly string[] | undefined;
}

/** Why there is no figure. */
export interface Insufficient<Reason extends string = string> {
  readonly ok: false;
  readonly reason: Reason;
  /** What was found and what is needed, for a person. */
  readonly message: string;
  readonly evidence: Evidence;
}

/** A figure with its evidence, or the reason why there is none: never a plausible number. */
export type Evidenced<T, Reason extends string = string> =
  | { readonly ok: true; readonly value: T; readonly evidence: Evidence }
  | Insufficient<Reason>;

export function evidenced<T>(value: T, evidence: Evidence): { ok: true; value: T; evidence: Evidence } {
  return { ok: true, value, evidence };
}

export function insufficient<Reason extends string>(
  reason: Reason,
  message: string,
  evidence: Evidence,
): Insufficient<Reason> {
  return { ok: false, reason, message, evidence };
}
