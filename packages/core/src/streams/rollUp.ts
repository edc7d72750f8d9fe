import { concat, concatMap, defer, EMPTY, from, type OperatorFunction } from 'rxjs';
import { countedAssets, type RollUpPortfolio } from './countedAssets.ts';
import type { EnergyWindow } from './EnergyWindow.ts';
import { type IgnoredReason, RollUpPeriods } from './RollUpPeriods.ts';
import type { ScopeEnergy } from './ScopeEnergy.ts';
import { requireOption } from './StreamError.ts';

export interface RollUpOptions {
  /**
   * Kinds of assets whose energy is counted; `['meter']` gives the exchange of the meters instead of generation.
   * @defaultValue pvSystem, inverter, windTurbine, battery, by the rule of `countedAssets`
   */
  kinds?: readonly string[];
  /** Ids of the assets to count, in place of the rule. */
  assetIds?: readonly string[];
  /** Gets windows that are in no sum: of an unknown or not counted asset, or for a period already handed out. */
  ignored?: (window: EnergyWindow, reason: IgnoredReason) => void;
}

/**
 * Sums energy from assets to sites and from sites to the portfolio, window by window.
 *
 * Each watt-hour once: only the assets that `countedAssets` names are summed. An asset that sends nothing lowers the
 * coverage; nothing is made up for it. A site is handed out when all its assets are there, or with the last window
 * of the period; the portfolio after its sites. Of two windows of one asset and period the better covered is taken.
 *
 * Throws `STREAM_OPTION` for ids that the portfolio lacks and for kinds of which it counts no asset, when it is called.
 *
 * @example
 * readings.pipe(windowed({ everyMs: 900_000 }), toEnergy(), rollUp(portfolio))
 *   .subscribe(({ scope, startMs, energyWh, coverage }) => …)
 * // two inverters of 4 kW, one silent: energyWh 1000, coverage 0.5
 */
export function rollUp(
  portfolio: RollUpPortfolio,
  options: RollUpOptions = {},
): OperatorFunction<EnergyWindow, ScopeEnergy> {
  const wanted = options.assetIds && new Set(options.assetIds);
  const counted = wanted
    ? portfolio.assets.filter(({ id }) => wanted.has(id))
    : countedAssets(portfolio, options.kinds);
  checkCounted(portfolio, options, counted);
  const ignored = options.ignored ?? (() => {});
  return (source) =>
    defer(() => {
      const done: ScopeEnergy[] = [];
      const periods = new RollUpPeriods(portfolio, counted, (energy) => done.push(energy), ignored);
      const added = source.pipe(
        concatMap((window) => {
          periods.add(window);
          return done.length === 0 ? EMPTY : from(done.splice(0));
        }),
      );
      const left = defer(() => {
        periods.end();
        return from(done.splice(0));
      });
      return concat(added, left);
    });
}

/** What was asked for and is not there would be missing from every sum, with nothing to show it. */
function checkCounted(
  { assets }: RollUpPortfolio,
  { assetIds, kinds }: RollUpOptions,
  counted: readonly unknown[],
): void {
  const known = new Set(assets.map(({ id }) => id));
  const unknown = assetIds?.filter((id) => !known.has(id)) ?? [];
  requireOption('assetIds', unknown, unknown.length === 0, 'ids of assets of the portfolio');
  const present = [...new Set(assets.map(({ kind }) => kind))].join(', ');
  const found = kinds === undefined || assetIds !== undefined || counted.length > 0;
  requireOption('kinds', kinds, found, `a kind of which the portfolio counts an asset; it has ${present || 'none'}`);
}
