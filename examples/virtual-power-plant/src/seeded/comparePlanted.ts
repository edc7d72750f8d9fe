import type { PlantedFault } from './plantedFaults.ts';

/** Something that the run found at a machine. */
export interface Found {
  assetId: string;
  rule: string;
}

export interface PlantedComparison {
  found: PlantedFault[];
  missed: PlantedFault[];
  /** Found, and not planted. */
  falseAlarms: Found[];
}

/** Holds what was found against what is wrong on purpose: each fault by its own rule, and nothing else. */
export function comparePlanted(planted: readonly PlantedFault[], found: readonly Found[]): PlantedComparison {
  const isOf = (fault: PlantedFault, { assetId, rule }: Found) => assetId === fault.assetId && rule === fault.foundAs;
  return {
    found: planted.filter((fault) => found.some((one) => isOf(fault, one))),
    missed: planted.filter((fault) => !found.some((one) => isOf(fault, one))),
    falseAlarms: found.filter((one) => !planted.some((fault) => isOf(fault, one))),
  };
}

/** The comparison in one line. */
export function comparisonText({ found, missed, falseAlarms }: PlantedComparison): string {
  const name = ({ assetId, what }: PlantedFault) => `${assetId} ${what}`;
  const parts = [
    `Planted and found: ${found.length} of ${found.length + missed.length} (${found.map(name).join('; ')})`,
  ];
  if (missed.length > 0) parts.push(`NOT FOUND: ${missed.map(name).join('; ')}`);
  parts.push(
    falseAlarms.length === 0
      ? 'No false alarm'
      : `FALSE ALARMS: ${falseAlarms.map(({ assetId, rule }) => `${assetId} ${rule}`).join('; ')}`,
  );
  return `${parts.join('. ')}.`;
}
