import { SolarError } from '../SolarError.ts';
import type { sapmMountings } from '../temperature/sapmCell.ts';
import { type PvSystem, type PvSystemOptions, pvSystem } from './pvSystem.ts';

/** What is read of a site: core's `Site` is one. */
export interface PvSite {
  readonly id?: string;
  readonly latitudeDeg?: number | undefined;
  readonly longitudeDeg?: number | undefined;
  readonly altitudeM: number;
}

/** What is read of an asset: core's asset of kind `pvSystem` is one. */
export interface PvAsset {
  readonly nameplate: {
    readonly acCapacityW: number;
    readonly exportLimitW?: number | undefined;
    readonly lossPercent: number;
    readonly arrays: readonly {
      readonly dcCapacityW: number;
      readonly tiltDeg: number;
      readonly azimuthDeg: number;
      readonly temperatureCoefficientPerC: number;
      readonly mounting: keyof typeof sapmMountings;
    }[];
  };
}

/**
 * The PV system of a portfolio: place from the site, planes and limits from the asset's nameplate. Throws `SOLAR_INPUT`
 * for a site without coordinates. Throws `SOLAR_RANGE` as `pvSystem` does, for NaN too.
 *
 * @example
 * const arrays = [{ dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0, temperatureCoefficientPerC: -0.004, mounting: 'openRack' }];
 * const site = { latitudeDeg: -27.6, longitudeDeg: -48.55, altitudeM: 12 };
 * pvSystemOf(site, { nameplate: { acCapacityW: 6_000, lossPercent: 14, arrays } }).inverter.acCapacityW // 6000
 */
export function pvSystemOf(
  site: PvSite,
  asset: PvAsset,
  models: Pick<PvSystemOptions, 'albedo' | 'decomposition' | 'transposition' | 'incidence'> = {},
): PvSystem {
  const { latitudeDeg, longitudeDeg, altitudeM } = site;
  if (latitudeDeg === undefined || longitudeDeg === undefined) {
    throw new SolarError(
      'SOLAR_INPUT',
      `The site ${site.id ?? ''} has no coordinates, the sun needs them. Add them to the portfolio.`,
      {
        context: { siteId: site.id },
      },
    );
  }
  const { acCapacityW, exportLimitW, lossPercent, arrays } = asset.nameplate;
  return pvSystem({
    ...models,
    latitudeDeg,
    longitudeDeg,
    altitudeM,
    arrays,
    inverter: { acCapacityW },
    exportLimitW,
    lossPercent,
  });
}
