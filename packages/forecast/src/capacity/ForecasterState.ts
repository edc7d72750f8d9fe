import type { SitePart } from './availableShares.ts';
import type { TriedDay } from './backTest.ts';
import type { HistoryGrid } from './createHistoryGrid.ts';
import type { Expert } from './Expert.ts';
import type { KnownWeather } from './readWeather.ts';
import type { ForecastSite } from './SiteHistory.ts';
import type { SiteMachines } from './SiteMachines.ts';

/** Which experts a day was foretold by. */
export type ModelName = 'past' | 'weather';

/** What training leaves behind for forecasts. */
export interface ForecasterState {
  readonly site: ForecastSite;
  readonly machines: SiteMachines;
  readonly history: HistoryGrid;
  readonly weather: KnownWeather;
  /** The back-tests by days ahead, index 0 is one day. */
  readonly tried: {
    readonly past: readonly (readonly TriedDay[])[];
    readonly weather?: readonly (readonly TriedDay[])[] | undefined;
  };
  readonly levels: readonly number[];
  readonly leadMs: number;
  readonly profiles: readonly Expert[];
  readonly seed: number;
  readonly scenarios: number;
  readonly parts: readonly SitePart[];
}
