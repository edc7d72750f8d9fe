/** What limits need to know of a portfolio. */
export interface RatedAssets {
  readonly assets: readonly { readonly id: string; readonly nameplate: Readonly<Record<string, unknown>> }[];
}

/** Most that each asset can deliver or take, for `maxPowerW` of `windowed`. */
export interface PowerLimits {
  (assetId: string): number;
  /** Not above that of any asset. [W] */
  readonly leastW: number;
}

/** Short peaks above the nameplate: cold modules, light from the edge of a cloud, overload of an inverter. */
const peakOfNameplate = 1.5;
/** Of an asset whose nameplate says no power. [W] */
export const unknownPowerW = 1e8;

/**
 * Most power of each asset [W]: half as much again as the greatest power on its nameplate (every number there whose name
 * ends in `W`), and 100 MW where there is none. A register that moves faster than that was exchanged, or misread.
 *
 * @example
 * windowed({ everyMs: 900_000, maxPowerW: powerLimits(portfolio) })
 * // an inverter of 6 kW counts at most 9 kW: a jump of its register by 5 MWh is an exchange
 */
export function powerLimits({ assets }: RatedAssets): PowerLimits {
  const limits = new Map(assets.map(({ id, nameplate }) => [id, limitOf(nameplate)]));
  const leastW = Math.min(unknownPowerW, ...limits.values());
  return Object.assign((assetId: string) => limits.get(assetId) ?? unknownPowerW, { leastW });
}

function limitOf(nameplate: Readonly<Record<string, unknown>>): number {
  let greatestW = 0;
  for (const [name, value] of Object.entries(nameplate)) {
    if (name.endsWith('W') && typeof value === 'number' && value > greatestW) greatestW = value;
  }
  return greatestW === 0 ? unknownPowerW : greatestW * peakOfNameplate;
}
