import { Observable, type OperatorFunction, type SchedulerLike } from 'rxjs';
import type { Reading } from '../readings/Reading.ts';
import type { AssetWindow } from './AssetWindow.ts';
import type { LateOutput } from './LateReading.ts';
import { requireOption } from './StreamError.ts';
import { type WindowRulesOptions, windowRules } from './WindowRules.ts';
import { WindowSubscriber } from './WindowSubscriber.ts';

export interface WindowedOptions extends WindowRulesOptions {
  /**
   * What is one measured thing, where an asset id alone does not say: the source in a fleet with two ways to read a meter.
   * Never put two assets in one group: their power would be joined to one line. @defaultValue the asset id
   */
  groupBy?: (reading: Reading<string>) => string;
  /** Gets every reading that no window took. They are counted in the next window of their group in any case. */
  late?: LateOutput;
  /** Clock of silence, see `windowed`. @defaultValue `asyncScheduler` */
  scheduler?: SchedulerLike;
}

/**
 * Cuts readings into windows of event time, one for each asset and period (tumbling, half-open, keyed by their start).
 *
 * **Order.** Readings wait until the watermark (newest time of measurement of all assets less `latenessMs`) has passed
 * them and are then summed in the order of their time. Whatever order they arrive in, and however often, the windows are
 * the same to the last bit, as long as none is later than `latenessMs`. Later ones go to `late`, never into a window.
 *
 * **Sums.** Each piece between two values is cut at the window's edges, so energy over windows adds up to the energy
 * of the whole; a piece longer than `maxGapMs` is a gap and in no window.
 *
 * **When.** A window is handed out when the watermark has passed its end and the next value (or the lack of one for
 * `maxGapMs`) has shown how it ends. When nothing at all is received, silence moves the watermark on as time does on
 * the `scheduler`: one timer for all assets. On completion everything left is handed out; an error passes at once.
 *
 * **Memory.** Typed arrays shared by all assets: about 52 bytes an asset, 64 a point of it, and for each reading that waits
 * 16 and 8 a point (`latenessMs` ÷ interval of sending, at most `maxInFlight`). With one point a minute and two minutes
 * of lateness 195 bytes an asset, measured by `bench windows`. An asset is kept for the life of the subscription.
 *
 * Throws `STREAM_OPTION` for an option out of its domain, when it is called. Nothing is thrown for a reading.
 *
 * @example
 * fleet.readings.pipe(windowed({ everyMs: 900_000, latenessMs: 120_000 }), toEnergy(), rollUp(portfolio))
 */
export function windowed(options: WindowedOptions): OperatorFunction<Reading<string>, AssetWindow> {
  const rules = windowRules(options);
  const { late } = options;
  const canTake = late === undefined || typeof late === 'function' || typeof late.next === 'function';
  requireOption('late', late, canTake, 'a function or an observer');
  return (source) => new Observable((subscriber) => source.subscribe(new WindowSubscriber(subscriber, rules, options)));
}
