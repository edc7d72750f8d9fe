import type { DeviceInfo } from '../driver/Driver.ts';

/** What an asset says it is, or why it said nothing. */
export type Discovery =
  | ({ readonly assetId: string; readonly ok: true } & DeviceInfo)
  | { readonly assetId: string; readonly ok: false; readonly code: string; readonly reason: string };
