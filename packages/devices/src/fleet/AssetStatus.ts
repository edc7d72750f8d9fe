import type { AssetState } from '../driver/DeviceError.ts';

/** Whether an asset can be read, and why not. */
export interface AssetStatus {
  readonly assetId: string;
  /** `silent` takes connections but does not answer; `offline` is not there or refuses. */
  readonly state: AssetState;
  /** Since when. [epoch ms, UTC, by the fleet's clock] */
  readonly atMs: number;
  /** Stable code of what went wrong, such as `MODBUS_TIMEOUT`; absent where nothing did. */
  readonly code?: string | undefined;
  /** The same for a person. */
  readonly reason?: string | undefined;
  /** Messages so far that could not be read; counted for assets that push. */
  readonly malformed?: number | undefined;
}
