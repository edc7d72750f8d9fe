import * as z from 'zod';
import type { AssetKind } from './assetKind.ts';
import { battery, charger, inverter, load, meter, pvSystem, weatherStation, windTurbine } from './assetKinds.ts';

/** A machine of a standard kind with its nameplate; narrow on `kind`. */
export const Asset = z.discriminatedUnion('kind', [
  pvSystem.schema,
  inverter.schema,
  battery.schema,
  meter.schema,
  load.schema,
  windTurbine.schema,
  weatherStation.schema,
  charger.schema,
]);
export type Asset = z.infer<typeof Asset>;

/** The asset type that a list of kinds allows. */
export type AssetOf<Kinds extends readonly AssetKind[]> = z.output<Kinds[number]['schema']>;

/** The assets of one kind, with the nameplate typed. */
export function assetsOfKind<Kind extends Asset['kind']>(
  assets: readonly Asset[],
  kind: Kind,
): Extract<Asset, { kind: Kind }>[] {
  return assets.filter((asset): asset is Extract<Asset, { kind: Kind }> => asset.kind === kind);
}
