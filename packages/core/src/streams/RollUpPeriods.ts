import type { RollUpAsset, RollUpPortfolio } from './countedAssets.ts';
import type { EnergyWindow } from './EnergyWindow.ts';
import type { ScopeEnergy } from './ScopeEnergy.ts';

/** Why a window is in no sum: its asset is unknown or not counted, or its scope was already handed out for that period. */
export type IgnoredReason = 'notCounted' | 'periodClosed';

interface Period {
  readonly startMs: number;
  readonly endMs: number;
  readonly windows: Map<string, EnergyWindow>;
  /** Assets that a site still waits for; a site that was handed out is gone. */
  readonly missing: Map<string, number>;
}

/** Periods open at once: more means that no window was marked as the last of its period. */
const mostOpenPeriods = 8;
const rule = 'rollUp v1: each energy once, sum of what was measured, coverage is the mean over expected assets';

/** Collects the windows of each period until a scope is complete or the period is over. */
export class RollUpPeriods {
  private readonly portfolioId: string;
  private readonly siteOf: ReadonlyMap<string, string>;
  /** Counted assets by site; sites without one are left out. */
  private readonly bySite: ReadonlyMap<string, readonly string[]>;
  private readonly all: readonly string[];
  private readonly emit: (energy: ScopeEnergy) => void;
  private readonly ignored: (window: EnergyWindow, reason: IgnoredReason) => void;
  private readonly open = new Map<number, Period>();
  private closedThroughMs = Number.NEGATIVE_INFINITY;

  constructor(
    portfolio: RollUpPortfolio,
    counted: readonly RollUpAsset[],
    emit: (energy: ScopeEnergy) => void,
    ignored: (window: EnergyWindow, reason: IgnoredReason) => void,
  ) {
    this.portfolioId = portfolio.portfolioId;
    this.siteOf = new Map(counted.map((asset) => [asset.id, asset.siteId]));
    const sites = portfolio.sites.map(({ id }): [string, string[]] => [
      id,
      counted.filter(({ siteId }) => siteId === id).map((asset) => asset.id),
    ]);
    this.bySite = new Map(sites.filter(([, ids]) => ids.length > 0));
    this.all = [...this.bySite.values()].flat();
    this.emit = emit;
    this.ignored = ignored;
  }

  add(window: EnergyWindow): void {
    const { assetId, startMs } = window;
    const site = this.siteOf.get(assetId);
    if (site === undefined) this.ignored(window, 'notCounted');
    else if (startMs <= this.closedThroughMs) this.ignored(window, 'periodClosed');
    else this.take(window, site);
    if (window.lastOfPeriod) {
      const period = this.open.get(startMs);
      if (period) this.close(period);
    }
  }

  /** Nothing more will come: hands out what is open. */
  end(): void {
    for (const period of [...this.open.values()].sort((a, b) => a.startMs - b.startMs)) this.close(period);
  }

  private take(window: EnergyWindow, site: string): void {
    const period = this.open.get(window.startMs) ?? this.begin(window);
    const missing = period.missing.get(site);
    const known = period.windows.get(window.assetId);
    if (missing === undefined) {
      this.ignored(window, 'periodClosed');
      return;
    }
    if (known === undefined || window.coverage > known.coverage) period.windows.set(window.assetId, window);
    if (known !== undefined) return;
    if (missing > 1) period.missing.set(site, missing - 1);
    else this.closeSite(period, site);
    if (period.missing.size === 0) this.close(period);
  }

  private begin({ startMs, endMs }: EnergyWindow): Period {
    const missing = new Map([...this.bySite].map(([site, ids]) => [site, ids.length]));
    const period: Period = { startMs, endMs, windows: new Map(), missing };
    this.open.set(startMs, period);
    if (this.open.size > mostOpenPeriods) this.close(this.open.get(Math.min(...this.open.keys()))!);
    return period;
  }

  private close(period: Period): void {
    for (const site of [...period.missing.keys()]) this.closeSite(period, site);
    this.open.delete(period.startMs);
    this.closedThroughMs = Math.max(this.closedThroughMs, period.startMs);
    this.emit(this.sum(period, 'portfolio', this.portfolioId, this.all));
  }

  private closeSite(period: Period, site: string): void {
    period.missing.delete(site);
    this.emit(this.sum(period, 'site', site, this.bySite.get(site)!));
  }

  private sum(
    { startMs, endMs, windows }: Period,
    kind: 'site' | 'portfolio',
    id: string,
    assetIds: readonly string[],
  ): ScopeEnergy {
    const missingAssetIds: string[] = [];
    let energyWh = 0;
    let unplacedWh = 0;
    let covered = 0;
    for (const assetId of assetIds) {
      const window = windows.get(assetId);
      unplacedWh += window?.unplacedWh ?? 0;
      if (window === undefined || window.coverage === 0) missingAssetIds.push(assetId);
      else {
        energyWh += window.energyWh;
        covered += window.coverage;
      }
    }
    const coverage = covered / assetIds.length;
    return {
      scope: { kind, id },
      startMs,
      endMs,
      energyWh: coverage === 0 ? Number.NaN : energyWh,
      coverage,
      unplacedWh,
      expectedAssets: assetIds.length,
      missingAssetIds,
      evidence: { sources: assetIds, range: { startMs, endMs }, coverage, rule },
    };
  }
}
