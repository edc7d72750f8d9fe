import type { Reading } from '@usina/core';
import type { Observable } from 'rxjs';
import type { AssetStatus } from './AssetStatus.ts';
import type { Discovery } from './Discovery.ts';

/** The machines of a portfolio, connected. */
export interface Fleet<Extra extends string = never> {
  /** Every reading, as it comes. Hot: what came before subscribing is gone. Completes on `close`. */
  readonly readings: Observable<Reading<Extra>>;
  /** The latest status of every asset on subscribing, then every change. */
  readonly status: Observable<AssetStatus>;
  /**
   * Reads every asset once, now, all at the same time, one request in flight a connection. Resolves when each has
   * answered or timed out, in the order of the portfolio. A device that failed gives a reading without values, its
   * points flagged `commError`. Assets that push are asked for nothing: what they had sent before the call has arrived
   * when it resolves, and the last reading that came since the call before is in the result. A call during another
   * joins it. All readings are on `readings` as well. Throws `FLEET_CLOSED`.
   */
  poll(): Promise<Reading<Extra>[]>;
  /** Asks every asset who it is. Throws `FLEET_CLOSED`. */
  discover(): Promise<Discovery[]>;
  /** Ends all polling, closes all connections, completes the streams. Everything pending settles. */
  close(): Promise<void>;
}
