import type { Finding } from '@usina/core';
import { localDateOf } from '@usina/core/time';

/** Outages of one local day. */
export interface OutageDay {
  date: string;
  /** Rows at zero power in the sun. */
  rows: number;
  machines: readonly string[];
}

/** Zero-power rows in the sun by local day, in the order of time. */
export function outageDays(findings: readonly Finding[], timeZone: string): OutageDay[] {
  const outages = findings.filter(({ rule }) => rule === 'outage');
  const days = Map.groupBy(outages, ({ startMs }) => localDateOf(startMs, timeZone));
  return [...days]
    .map(([date, group]) => ({
      date,
      rows: group.reduce((sum, { magnitude }) => sum + magnitude.value, 0),
      machines: [...new Set(group.map(({ assetId }) => assetId))],
    }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** Outages of one machine. */
export interface OutageMachine {
  assetId: string;
  /** Rows at zero power in the sun. */
  rows: number;
  times: number;
}

/** Zero-power rows in the sun by machine, most first. */
export function outageMachines(findings: readonly Finding[]): OutageMachine[] {
  const machines = Map.groupBy(
    findings.filter(({ rule }) => rule === 'outage'),
    ({ assetId }) => assetId,
  );
  return [...machines]
    .map(([assetId, group]) => ({
      assetId,
      rows: group.reduce((sum, { magnitude }) => sum + magnitude.value, 0),
      times: group.length,
    }))
    .sort((a, b) => b.rows - a.rows || a.assetId.localeCompare(b.assetId));
}
