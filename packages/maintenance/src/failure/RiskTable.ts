import type { Feature, FeatureColumn } from '@usina/core/forest';
import { columnsFromRows } from '@usina/core/forest';
import { type AssetPast, assetPasts } from './AssetPast.ts';
import { type FeaturePlan, featuresOf } from './FeaturePlan.ts';
import { featureRows } from './featureRows.ts';
import type { MachineHistory } from './MachineHistory.ts';

/** Rows of features, one a machine and moment. */
export interface RiskTable {
  readonly features: readonly Feature[];
  readonly rows: readonly (readonly number[])[];
  readonly timesMs: readonly number[];
  readonly assetIds: readonly string[];
}

export interface RiskTableOptions {
  history: MachineHistory;
  plan: FeaturePlan;
  /** Moments, ascending. */
  timesMs: readonly number[];
  /** Called between moments, so that a large table does not hold up the event loop. */
  breathe: () => Promise<void>;
}

/** The features of every machine at every moment. */
export async function riskTable({ history, plan, timesMs, breathe }: RiskTableOptions): Promise<RiskTable> {
  const pasts = assetPasts(history);
  const table = { rows: [] as number[][], timesMs: [] as number[], assetIds: [] as string[] };
  for (const atMs of timesMs) {
    for (const [index, row] of featureRows(plan, pasts, atMs).entries()) {
      table.rows.push(row);
      table.timesMs.push(atMs);
      table.assetIds.push((pasts[index] as AssetPast).assetId);
    }
    await breathe();
  }
  return { features: featuresOf(plan), ...table };
}

/** Chosen rows of a table as columns; features without a number in any of them are left out. */
export function columnsOf(table: RiskTable, rows: readonly number[]): FeatureColumn[] {
  return columnsFromRows(
    table.features,
    rows.map((row) => table.rows[row]!),
  );
}
