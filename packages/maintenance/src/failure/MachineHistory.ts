import type { Series } from '@usina/core/series';

/** What machines measured and what happened to them: all that a predictor learns from and scores with. */
export interface MachineHistory {
  /** Measurements, one entry a machine. */
  readonly telemetry?: readonly AssetTelemetry[] | undefined;
  readonly events: readonly MachineEvent[];
  /** What does not change, by machine: `{ 'inverter-1': { ageYears: 4 } }`. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, number>>>> | undefined;
}

export interface AssetTelemetry {
  readonly assetId: string;
  /** Any grid, its own. An interval counts once it has ended. */
  readonly series: Series;
  /** Machines of one group are each other's peers: a site. @defaultValue all are */
  readonly group?: string | undefined;
}

/** Something that happened to a machine. */
export interface MachineEvent {
  readonly assetId: string;
  /** A failure is what is predicted; errors and replacements speak for and against it. */
  readonly kind: 'failure' | 'error' | 'replacement';
  readonly atMs: number;
  /** When this side learnt of it, where that was later. Nothing is used before. @defaultValue atMs */
  readonly knownAtMs?: number | undefined;
  /** What failed or was replaced. @defaultValue 'machine' */
  readonly component?: string | undefined;
  /** Which error. @defaultValue 'error' */
  readonly code?: string | undefined;
}

/** The component of an event, "machine" where it names none. */
export function componentOf({ component = 'machine' }: MachineEvent): string {
  return component;
}
