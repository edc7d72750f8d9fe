import type { BinnedTable } from '../binned/BinnedTable.ts';
import { missingCode } from '../binned/chooseEdges.ts';
import type { BestSplit } from '../binned/NodeSplitter.ts';
import { type StepBounds, stepOf, worthOf } from '../monotone/StepBounds.ts';

/** Numbers of a bin: sum of slopes, sum of bends, rows. */
export const perBin = 3;

/** Adds rows to the histograms of all features: `histogram[(feature × 256 + code) × 3]`. */
export function addRows(
  histogram: Float64Array,
  { codes, features }: BinnedTable,
  rows: Int32Array,
  start: number,
  end: number,
  slope: Float64Array,
  bend: Float64Array,
): void {
  for (let at = start; at < end; at++) {
    const row = rows[at]!;
    const rowSlope = slope[row]!;
    const rowBend = bend[row]!;
    const first = row * features;
    for (let feature = 0; feature < features; feature++) {
      const bin = ((feature << 8) + codes[first + feature]!) * perBin;
      histogram[bin]! += rowSlope;
      histogram[bin + 1]! += rowBend;
      histogram[bin + 2]!++;
    }
  }
}

/** The histogram of one child is that of the parent less that of the other. */
export function subtract(parent: Float64Array, child: Float64Array): void {
  for (let at = 0; at < parent.length; at++) parent[at]! -= child[at]!;
}

export interface CutRules {
  /** Fewest rows of a leaf. */
  readonly minLeaf: number;
  /** Added to the bends of a leaf: draws what few rows say towards 0. */
  readonly l2: number;
  /** By feature: 1 where the answer may only rise with it, -1 where it may only fall, otherwise 0. */
  readonly directions?: Int8Array | undefined;
}

/** Least sum of bends of a leaf: without it a step could be without bound. */
const minBend = 1e-3;

/** The cut of a node that lessens the loss most within the bounds of its steps; feature -1 where none does. */
export function bestCut(
  histogram: Float64Array,
  { edges, features, hasMissing }: BinnedTable,
  [slope, bend, count]: readonly [number, number, number],
  { minLeaf, l2, directions }: CutRules,
  bounds: StepBounds,
): BestSplit {
  const best: BestSplit = { feature: -1, bin: 0, missingLeft: false, gain: 1e-7, left: new Float64Array(perBin) };
  const before = directions ? worthOf(slope, bend + l2, bounds) : (slope * slope) / (bend + l2);
  for (let feature = 0; feature < features; feature++) {
    const first = feature << 8;
    const direction = directions?.[feature] ?? 0;
    const gap = (first + missingCode) * perBin;
    const someMissing = hasMissing[feature] === 1 && histogram[gap + 2]! > 0;
    const bins = edges[feature]!.length + 1;
    for (let side = 0; side < (someMissing ? 2 : 1); side++) {
      let leftSlope = side === 1 ? histogram[gap]! : 0;
      let leftBend = side === 1 ? histogram[gap + 1]! : 0;
      let leftCount = side === 1 ? histogram[gap + 2]! : 0;
      for (let bin = 0; bin < bins; bin++) {
        const at = (first + bin) * perBin;
        if (histogram[at + 2] === 0) continue;
        leftSlope += histogram[at]!;
        leftBend += histogram[at + 1]!;
        leftCount += histogram[at + 2]!;
        if (leftCount < minLeaf || leftBend < minBend) continue;
        if (count - leftCount < minLeaf || bend - leftBend < minBend) break;
        const rightSlope = slope - leftSlope;
        const leftWidth = leftBend + l2;
        const rightWidth = bend - leftBend + l2;
        const after = directions
          ? worthOf(leftSlope, leftWidth, bounds) + worthOf(rightSlope, rightWidth, bounds)
          : (leftSlope * leftSlope) / leftWidth + (rightSlope * rightSlope) / rightWidth;
        if (after - before <= best.gain) continue;
        const rise = direction && stepOf(rightSlope, rightWidth, bounds) - stepOf(leftSlope, leftWidth, bounds);
        if (rise * direction < 0) continue;
        best.gain = after - before;
        best.feature = feature;
        best.bin = bin;
        best.missingLeft = side === 1;
        best.left[0] = leftSlope;
        best.left[1] = leftBend;
        best.left[2] = leftCount;
      }
    }
    if (best.feature === feature && !someMissing) best.missingLeft = 2 * best.left[2]! >= count;
  }
  return best;
}
