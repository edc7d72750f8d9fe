import { vocabulary } from '@usina/core';
import type { Feature } from '@usina/core/forest';
import { componentOf, type MachineHistory } from './MachineHistory.ts';

/** Which features a predictor looks at. Made once, from what was known when training ended; live scoring uses the same. */
export interface FeaturePlan {
  readonly windowMs: number;
  readonly trendMs: number;
  readonly points: readonly string[];
  readonly codes: readonly string[];
  readonly components: readonly string[];
  readonly attributes: readonly string[];
}

export interface PlanFeaturesOptions {
  history: MachineHistory;
  windowMs: number;
  trendMs: number;
  /** Names that turn up later are not known yet. */
  untilMs: number;
}

/** Names the points, error codes, components and attributes that a history has shown until a moment. */
export function planFeatures({ history, windowMs, trendMs, untilMs }: PlanFeaturesOptions): FeaturePlan {
  const { telemetry = [], events, attributes = {} } = history;
  const known = events.filter(({ atMs, knownAtMs = atMs }) => Math.max(atMs, knownAtMs) <= untilMs);
  const unique = (names: string[]) => [...new Set(names)].sort();
  return {
    windowMs,
    trendMs,
    points: unique(telemetry.flatMap(({ series }) => Object.keys(series.columns))),
    codes: unique(known.flatMap(({ kind, code = 'error' }) => (kind === 'error' ? [code] : []))),
    components: unique(known.flatMap((event) => (event.kind === 'replacement' ? [componentOf(event)] : []))),
    attributes: unique(Object.values(attributes).flatMap((values) => Object.keys(values))),
  };
}

/** The features of a plan, in the order of `featureRow`. */
export function featuresOf({ windowMs, trendMs, points, codes, components, attributes }: FeaturePlan): Feature[] {
  const [window, trend] = [span(windowMs), span(trendMs)];
  return [
    ...points.flatMap((point) => {
      const unit = (vocabulary as Readonly<Record<string, { unit: string }>>)[point]?.unit ?? '1';
      return [
        { name: `${point}: mean of ${window}`, unit },
        { name: `${point}: spread of ${window}`, unit },
        { name: `${point}: change against ${trend}`, unit },
        { name: `${point}: beside peers over ${window}`, unit: '1' },
        { name: `${point}: missing over ${window}`, unit: '1' },
      ];
    }),
    ...codes.flatMap((code) => [
      { name: `${code}: count in ${window}`, unit: '1' },
      { name: `${code}: count in ${trend}`, unit: '1' },
      { name: `${code}: time since the last`, unit: 'h' },
    ]),
    ...components.map((component) => ({ name: `${component}: time since its replacement`, unit: 'h' })),
    ...attributes.map((name) => ({ name, unit: '1' })),
  ];
}

function span(ms: number): string {
  return ms % 86_400_000 === 0 && ms > 86_400_000 ? `${ms / 86_400_000} d` : `${ms / 3_600_000} h`;
}
