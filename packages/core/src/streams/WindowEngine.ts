import type { Reading } from '../readings/Reading.ts';
import type { AssetWindow } from './AssetWindow.ts';
import { EventTime } from './EventTime.ts';
import { GroupWindows } from './GroupWindows.ts';
import type { LateReason } from './LateReading.ts';
import type { WindowRules } from './WindowRules.ts';
import type { OpenWindow } from './windowOf.ts';

/** Longest time ahead of the open period that 31 bits of milliseconds hold with room to spare. [ms] */
const longestLeapMs = 2e9;

/** Why windows are being looked through: to close the open period, or to settle groups that waited for a value after it. */
type Pass = 'none' | 'close' | 'settle';

/**
 * Windows without a clock or a stream. Readings wait in the order of their time until the watermark has passed them and
 * are then added to the sums, so that sums, windows and their order of time are a function of the set of readings and not
 * of their arrival. A group has one open window; later ones are only readings in flight.
 *
 * A window ends when the watermark has passed its end and the first value after its end is known (it decides the piece
 * up to the end), or `maxGapMs` have passed without one.
 */
export class WindowEngine {
  /** Windows that are done, in the order to hand them out. */
  readonly done: AssetWindow[] = [];
  readonly time = new EventTime();
  accepted = 0;
  private readonly rules: WindowRules;
  private readonly windows: GroupWindows;
  private pass: Pass = 'none';
  private cursor = 0;
  /** Earliest time after the open period that a group looked through in this pass has or may get something for. */
  private neededMs = Number.POSITIVE_INFINITY;
  /** Groups that wait for a value after the last closed period, at most until `maxGapMs` after its end. */
  private waiters = 0;
  private settleNow = false;
  /** Held back while a pass runs: only at its end is it known whether it is the last of the period. */
  private held: OpenWindow | undefined;

  constructor(rules: WindowRules, separateAssetIds: boolean) {
    this.rules = rules;
    this.windows = new GroupWindows(rules, this.time, separateAssetIds);
  }

  /** Takes a reading, or says why not. */
  accept(key: string, reading: Reading<string>): LateReason | undefined {
    const { windows, rules, time } = this;
    const { atMs, receivedAtMs } = reading;
    let group = windows.groups.find(key);
    if (atMs < time.watermarkMs) {
      if (group >= 0) windows.countLate(group);
      return 'late';
    }
    if (atMs > receivedAtMs + rules.maxAheadMs) return 'ahead';
    if (group < 0) group = windows.add(key, reading.assetId);
    if (atMs > time.newestMs) this.moveTime(reading);
    if (!windows.take(group, reading, this.leadOf(group))) return 'overflow';
    this.accepted++;
    // the group may have been looked through in this pass already
    if (this.pass === 'close' && atMs < this.neededMs) this.neededMs = atMs;
    if (this.waiters > 0 && windows.isWaiting(group)) {
      this.settle(group);
      windows.addPassed(group, this.leadOf(group));
    }
    return undefined;
  }

  private moveTime({ atMs, receivedAtMs }: Reading<string>): void {
    const { time } = this;
    const { everyMs, latenessMs } = this.rules;
    if (atMs >= time.lastPeriodMs + everyMs) time.lastPeriodMs = this.periodOf(atMs);
    const newest = atMs < receivedAtMs ? atMs : receivedAtMs;
    if (newest <= time.newestMs) return;
    time.newestMs = newest;
    if (newest - latenessMs > time.watermarkMs) time.watermarkMs = newest - latenessMs;
    if (Number.isNaN(time.openMs)) time.openMs = this.periodOf(time.watermarkMs);
    // times in flight have 32 bits: before a leap of weeks all that it passes must be closed
    while (atMs - time.openMs > longestLeapMs && this.due) this.advance(Number.POSITIVE_INFINITY);
  }

  /** Whether windows are due that `advance` has not closed. */
  get due(): boolean {
    if (this.pass !== 'none') return true;
    const { openMs, watermarkMs, lastPeriodMs } = this.time;
    if (this.waiters > 0) return this.settleNow || watermarkMs > openMs + this.rules.maxGapMs;
    return watermarkMs >= openMs + this.rules.everyMs && openMs <= lastPeriodMs;
  }

  /** Looks through so many groups for windows to close; true while more are due. */
  advance(budget: number): boolean {
    for (let left = budget; left > 0 && this.due; ) {
      if (this.pass === 'none') this.beginPass();
      for (; left > 0 && this.cursor < this.windows.groups.count; left--) this.visit(this.cursor++);
      if (this.cursor >= this.windows.groups.count) this.endPass();
    }
    return this.due;
  }

  /** Nothing was received for so long: moves the watermark on by that time, if that can close a window. */
  passTime(silentMs: number): void {
    const { time } = this;
    const watermark = time.newestMs + silentMs - this.rules.latenessMs;
    if (!(watermark > time.watermarkMs)) return;
    const closes = watermark >= time.openMs + this.rules.everyMs && time.openMs <= time.lastPeriodMs;
    if (this.waiters === 0 && !closes) return;
    time.watermarkMs = watermark;
    this.settleNow = this.waiters > 0;
  }

  /** Nothing more will come: everything is due. */
  end(): void {
    this.time.watermarkMs = Number.POSITIVE_INFINITY;
  }

  private beginPass(): void {
    this.pass = this.waiters > 0 ? 'settle' : 'close';
    this.settleNow = false;
    this.cursor = 0;
    this.neededMs = Number.POSITIVE_INFINITY;
  }

  private visit(group: number): void {
    if (this.pass === 'settle') {
      if (this.windows.isWaiting(group)) this.settle(group);
      return;
    }
    this.windows.addPassed(group, 0);
    if (this.windows.findTails(group, 0)) {
      this.close(group, 0);
      return;
    }
    this.windows.setWaiting(group, true);
    this.waiters++;
  }

  private endPass(): void {
    const { time } = this;
    const { everyMs } = this.rules;
    if (this.pass === 'close') {
      const next = time.openMs + everyMs;
      const reachable = Math.max(next, this.periodOf(Math.min(this.neededMs, time.watermarkMs)));
      time.openMs = this.waiters > 0 ? next : Math.min(reachable, Math.max(next, time.lastPeriodMs + everyMs));
      if (this.held) {
        this.held.lastOfPeriod = this.waiters === 0;
        this.done.push(this.held);
        this.held = undefined;
      }
    }
    this.pass = 'none';
  }

  private settle(group: number): void {
    const lead = this.leadOf(group);
    if (!this.windows.findTails(group, lead)) return;
    this.windows.setWaiting(group, false);
    this.waiters--;
    this.close(group, lead);
  }

  private close(group: number, lead: number): void {
    const window = this.windows.close(group, lead);
    if (this.windows.nextMs < this.neededMs) this.neededMs = this.windows.nextMs;
    if (window) this.handOut(window);
  }

  private handOut(window: OpenWindow): void {
    if (this.pass !== 'close') {
      window.lastOfPeriod = this.waiters === 0;
      this.done.push(window);
      return;
    }
    if (this.held) this.done.push(this.held);
    this.held = window;
  }

  /** Which window of a group is open, in periods after the earliest that is not closed. */
  private leadOf(group: number): number {
    const isWaiting = this.waiters > 0 && this.windows.isWaiting(group);
    if (this.pass === 'close') return group < this.cursor && !isWaiting ? 1 : 0;
    return isWaiting ? -1 : 0;
  }

  private periodOf(atMs: number): number {
    const { everyMs, offsetMs } = this.rules;
    return Math.floor((atMs - offsetMs) / everyMs) * everyMs + offsetMs;
  }
}
