import { asyncScheduler, Subscriber, type Subscription } from 'rxjs';
import type { Reading } from '../readings/Reading.ts';
import type { AssetWindow } from './AssetWindow.ts';
import { isReading } from './isReading.ts';
import type { LateReason } from './LateReading.ts';
import { WindowEngine } from './WindowEngine.ts';
import type { WindowRules } from './WindowRules.ts';
import type { WindowedOptions } from './windowed.ts';

/** Groups looked through in one turn of the event loop, and beside one reading, while windows close. */
const groupsPerTurn = 256;
const groupsPerReading = 4;
const longestTickMs = 1_000;

/** Joins a `WindowEngine` to a stream and a clock: one timer, short turns, a clean end. */
export class WindowSubscriber extends Subscriber<Reading<string>> {
  private readonly engine: WindowEngine;
  private readonly options: WindowedOptions;
  private readonly tickMs: number;
  private timer: Subscription | undefined;
  private soon = false;
  private seen = 0;
  private seenAtMs = 0;
  private draining = false;
  private readonly out: Subscriber<AssetWindow>;

  constructor(out: Subscriber<AssetWindow>, rules: WindowRules, options: WindowedOptions) {
    super(out);
    this.out = out;
    this.options = options;
    this.engine = new WindowEngine(rules, options.groupBy !== undefined);
    this.tickMs = Math.max(1, Math.min(longestTickMs, Math.floor(rules.everyMs / 10)));
    this.seenAtMs = this.scheduler.now();
    this.arm(this.tickMs);
  }

  protected override _next(reading: Reading<string>): void {
    try {
      const key = keyOf(reading, this.options.groupBy);
      const reason = key === undefined ? 'malformed' : this.engine.accept(key, reading);
      if (reason !== undefined) this.route(reading, reason);
      if (this.engine.due && this.engine.advance(groupsPerReading) && !this.soon) this.arm(0);
      if (this.engine.done.length > 0) this.drain();
    } catch (error) {
      this.error(error);
    }
  }

  protected override _complete(): void {
    try {
      this.engine.end();
      while (this.engine.advance(groupsPerTurn)) this.drain();
      this.drain();
    } catch (error) {
      // a subscriber that completes takes no error of its own any more
      this.out.error(error);
      return;
    }
    super._complete();
  }

  private get scheduler() {
    return this.options.scheduler ?? asyncScheduler;
  }

  private arm(delayMs: number): void {
    this.timer?.unsubscribe();
    this.soon = delayMs === 0;
    this.timer = this.scheduler.schedule(() => this.tick(), delayMs);
    this.add(this.timer);
  }

  private tick(): void {
    const { engine } = this;
    if (this.seen !== engine.accepted) {
      this.seen = engine.accepted;
      this.seenAtMs = this.scheduler.now();
    } else engine.passTime(this.scheduler.now() - this.seenAtMs);
    try {
      this.arm(engine.advance(groupsPerTurn) ? 0 : this.tickMs);
      this.drain();
    } catch (error) {
      this.error(error);
    }
  }

  /** A subscriber that sends a reading in answer to a window must not find the list in the middle of its way out. */
  private drain(): void {
    if (this.draining) return;
    this.draining = true;
    const { done } = this.engine;
    for (let i = 0; i < done.length && !this.out.closed; i++) this.out.next(done[i]!);
    done.length = 0;
    this.draining = false;
  }

  private route(reading: Reading<string>, reason: LateReason): void {
    const { late } = this.options;
    const { watermarkMs } = this.engine.time;
    if (typeof late === 'function') late({ reading, reason, watermarkMs });
    else late?.next({ reading, reason, watermarkMs });
  }
}

/** The group of a reading, or undefined where the message is none or `groupBy` fails on it. */
function keyOf(reading: Reading<string>, groupBy: WindowedOptions['groupBy']): string | undefined {
  if (!isReading(reading)) return undefined;
  if (groupBy === undefined) return reading.assetId;
  try {
    const key = groupBy(reading);
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
