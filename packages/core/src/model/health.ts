import * as z from 'zod';
import { Money } from '../money/Money.ts';
import { Evidence } from '../readings/Evidence.ts';
import { Flag } from '../readings/Flag.ts';
import { EpochMs, Id } from './fields.ts';

/** An observed deviation of one asset: how large, what it cost, how sure, what to do. */
export const Finding = z.strictObject({
  id: Id,
  assetId: Id,
  rule: z.string().min(1).describe('rule that found it: "outage", "underperformance", "unitSuspect" …'),
  point: z.string().min(1).optional().describe('point of the vocabulary that it is about'),
  startMs: EpochMs,
  endMs: EpochMs.describe('excluded; the last time it was seen, where it lasts'),
  detectedAtMs: EpochMs,
  magnitude: z.strictObject({ value: z.number(), unit: z.string() }).describe('size of the deviation'),
  lossWh: z.number().min(0).optional().describe('energy not delivered because of it'),
  loss: Money.optional().describe('what that energy would have brought'),
  correction: z
    .strictObject({ factor: z.number().positive(), flag: Flag })
    .optional()
    .describe('what recorded values would be multiplied by: a proposal that carries its flag, never applied silently'),
  confidence: z.number().min(0).max(1),
  action: z.string().min(1).describe('what a person should do, in plain words'),
  evidence: Evidence,
});
export type Finding = z.infer<typeof Finding>;

/** Calibrated probability that a component fails within a horizon. */
export const FailureRisk = z.strictObject({
  assetId: Id,
  component: z.string().min(1),
  atMs: EpochMs.describe('nothing known later is in it'),
  horizonMs: z.number().int().positive(),
  probability: z.number().min(0).max(1),
  reasons: z
    .array(z.strictObject({ feature: z.string(), value: z.number(), weight: z.number() }))
    .describe('features that speak for it, strongest first'),
  evidence: Evidence,
});
export type FailureRisk = z.infer<typeof FailureRisk>;

/** What is expected to be up, when: outside the listed intervals an asset counts as fully available. */
export const Availability = z.strictObject({
  issuedAtMs: EpochMs,
  outages: z.array(
    z.strictObject({
      assetId: Id,
      startMs: EpochMs,
      endMs: EpochMs,
      availableShare: z.number().min(0).max(1).describe('expected share of capacity during the interval'),
      because: z.string().min(1),
    }),
  ),
});
export type Availability = z.infer<typeof Availability>;
