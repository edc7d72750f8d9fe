import type { Evidence, Finding } from '@usina/core';
import type { UnitRank } from '../performance/rankUnits.ts';
import { findingId } from './findingId.ts';

export interface FindUnderperformersOptions {
  /** A ranking of `rankUnits` with its evidence. */
  ranking: { readonly value: readonly UnitRank[]; readonly evidence: Evidence };
  /** Only units that deliver less than this share of the typical one. @defaultValue 0.97 */
  maxRatio?: number;
  /** And stand this many robust standard deviations below it. @defaultValue 3 */
  minDistance?: number;
}

/**
 * Turns the weak end of a ranking into findings: units that are both clearly and considerably below their peers.
 *
 * @example
 * findUnderperformers({ ranking }).map((finding) => finding.assetId) // ['inverter-3']
 */
export function findUnderperformers({
  ranking: { value, evidence },
  maxRatio = 0.97,
  minDistance = 3,
}: FindUnderperformersOptions): Finding[] {
  const { startMs, endMs } = evidence.range ?? { startMs: 0, endMs: 0 };
  return value
    .filter(({ ratio, robustZ }) => ratio < maxRatio && robustZ < -minDistance)
    .map((unit) => ({
      id: findingId('underperformance', unit.assetId, 'power', startMs),
      assetId: unit.assetId,
      rule: 'underperformance',
      startMs,
      endMs,
      detectedAtMs: evidence.knownAtMs ?? endMs,
      magnitude: { value: 100 * (1 - unit.ratio), unit: '%' },
      ...(unit.lossWh === undefined ? {} : { lossWh: unit.lossWh }),
      ...(unit.loss === undefined ? {} : { loss: unit.loss }),
      confidence: unit.confidence,
      action: 'Compare the strings of this unit: soiling, shade, a blown fuse or a string left unplugged.',
      evidence: {
        ...evidence,
        sources: [unit.assetId, `${value.length} units of its site`],
        notes: [
          ...(evidence.notes ?? []),
          `Ratio ${unit.ratio.toFixed(3)} over ${unit.intervals} intervals, ${unit.robustZ.toFixed(1)} robust deviations.`,
        ],
      },
    }));
}
