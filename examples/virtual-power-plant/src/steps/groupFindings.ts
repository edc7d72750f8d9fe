import type { Finding } from '@usina/core';
import { amountText, span } from '../cli/wording.ts';

/** Findings of one rule that ask for the same thing, told together. */
export interface FindingGroup {
  rule: string;
  action: string;
  findings: readonly Finding[];
  /** The machines, each once. */
  machines: readonly string[];
  /** How large, in words. */
  size: string;
  /** Energy not delivered, and what it would have brought; empty where nothing was lost or it is not known. */
  lost: string;
}

export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, ({ rule, action }) => `${rule} ${action}`);
  return [...groups.values()].map((group) => ({
    rule: group[0]!.rule,
    action: group[0]!.action,
    findings: group,
    machines: [...new Set(group.map(({ assetId }) => assetId))],
    size: sizeOf(group),
    lost: lostOf(group),
  }));
}

/** Intervals add up over findings; a ratio or a percentage does not, so that its span is told. */
function sizeOf(group: readonly Finding[]): string {
  const { unit } = group[0]!.magnitude;
  const values = group.map(({ magnitude }) => magnitude.value);
  if (unit === 'intervals') {
    const times = group.length === 1 ? 'once' : `${group.length} times`;
    return `${values.reduce((sum, value) => sum + value, 0)} intervals, ${times}`;
  }
  return `${span(values, (value) => `${Number(value.toPrecision(3))}`)} ${unit}`;
}

function lostOf(group: readonly Finding[]): string {
  const wattHours = group.reduce((sum, { lossWh = 0 }) => sum + lossWh, 0);
  if (wattHours === 0) return '';
  const energy = `${(wattHours / 1000).toFixed(0)} kWh`;
  const money = group.flatMap(({ loss }) => (loss ? [loss] : []));
  if (money.length < group.length) return energy;
  const minor = money.reduce((sum, loss) => sum + loss.minor, 0n);
  return `${energy} (${amountText({ minor, currency: money[0]!.currency })})`;
}
