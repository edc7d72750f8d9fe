import type { Portfolio, PortfolioInput } from '@usina/core';
import type { Column, Series } from '@usina/core/series';

/** What one simulated device will say, on the grid of the scenario; NaN is silence. */
export interface DeviceRecord {
  assetId: string;
  /** Points of the vocabulary. Counters are registers, not increments. */
  columns: Record<string, Column>;
}

export type AgreementInput = NonNullable<PortfolioInput['agreements']>[number];

/** What a reader must know before any figure, under a word that stands out: simulated, hypothetical, shadow prices. */
export interface Notice {
  label: string;
  text: string;
}

/** `shadow prices: published, …` as the label `Shadow prices` and its text. */
export function noticeOf(note: string): Notice {
  const [label, ...text] = note.split(': ');
  return { label: `${label![0]!.toUpperCase()}${label!.slice(1)}`, text: text.join(': ') };
}

/** A portfolio and what its machines will measure: recorded or made from a seed. */
export interface Scenario {
  title: string;
  lead: string;
  notices: Notice[];
  timeZone: string;
  startMs: number;
  stepMs: number;
  length: number;
  inverters: DeviceRecord[];
  /** Whether nothing at all answers for an inverter that is silent, or a gateway does: that takes no time. */
  silence: 'unanswered' | 'gateway';
  meters: DeviceRecord[];
  /** Measured weather by site: `poaWm2`, `airTemperatureC`, `moduleTemperatureC`. */
  weather: Map<string, Series>;
  /** The portfolio once it is known where the devices listen. */
  portfolio(urls: ReadonlyMap<string, string>): Portfolio;
}

export function endMsOf({ startMs, stepMs, length }: Pick<Scenario, 'startMs' | 'stepMs' | 'length'>): number {
  return startMs + stepMs * length;
}
