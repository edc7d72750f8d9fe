import * as z from 'zod';
import { Evidence } from '../readings/Evidence.ts';
import { EpochMs, Id } from './fields.ts';

/** What was ordered of one asset. It lapses with its lease. */
export const Command = z.strictObject({
  id: Id,
  portfolioId: Id,
  assetId: Id,
  issuedAtMs: EpochMs,
  issuedBy: z.string().min(1),
  setPoints: z.record(z.string().min(1), z.number()).describe('by name, with its unit: limitActivePowerW …'),
  leaseMs: z.number().int().positive().describe('after that the asset returns to its safe state'),
});
export type Command = z.infer<typeof Command>;

/** What became of a command: acknowledged by the device and measured afterwards, or why not. */
export const CommandResult = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    commandId: Id,
    acknowledgedAtMs: EpochMs,
    applied: z.record(z.string(), z.number()).describe('after clamping to the specification'),
    measured: z.record(z.string(), z.number()).describe('read back from the device'),
    evidence: Evidence,
  }),
  z.strictObject({
    ok: z.literal(false),
    commandId: Id,
    reason: z.enum(['refused', 'clamped', 'unreachable', 'notVerified', 'leaseHeld', 'lapsed']),
    message: z.string(),
    evidence: Evidence,
  }),
]);
export type CommandResult = z.infer<typeof CommandResult>;
