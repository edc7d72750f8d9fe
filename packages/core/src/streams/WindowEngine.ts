import type { Reading } from '../readings/Reading.ts';
import type { AssetWindow } from './AssetWindow.ts';
import { groupSize, lateU16 } from './GroupTable.ts';
import { GroupWindows } from './GroupWindows.ts';
import type { LateReason } from './LateReading.ts';
import type { WindowRules } from './WindowRules.ts';
import type { OpenWindow } from './windowOf.ts';

/** Longest time ahead of the open period that 32 bits of milliseconds hold with room to spare. [ms] */
const longestLeapMs = 3.2e9;

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
  watermarkMs = Number.NEGATIVE_INFINITY;
  /** Newest time of measurement, not after that of receipt: a clock that is ahead does not make others late. */
  newestMs = Number.NEGATIVE_INFINITY;
  accepted = 0;
  private readonly rules: WindowRules;
  private readonly windows: GroupWindows;
  /** Start of the earliest period that is not closed. */
  private openMs = Number.NaN;
  private lastPeriodMs = Number.NEGATIVE_INFINITY;
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
    this.windows = new GroupWindows(rules, separateAssetIds);
  }

  /** Takes a reading, or says why not. */
  accept(key: string, reading: Reading<string>): LateReason | undefined {
    const { windows, rules } = this;
    const { groups } = windows;
    const { atMs, receivedAtMs } = reading;
    let group = groups.find(key);
    if (atMs < this.watermarkMs) {
      if (group >= 0 && groups.u16[group * groupSize.u16 + lateU16]! < 0xffff) {
        groups.u16[group * groupSize.u16 + lateU16]!++;
      }
      return 'late';
    }
    if (atMs > receivedAtMs + rules.maxAheadMs) return 'ahead';
    if (group < 0) group = groups.add(key, reading.assetId);
    this.moveWatermark(atMs, receivedAtMs);
    if (!windows.put(group, reading)) return 'overflow';
    this.accepted++;
    // the group may have been looked through in this pass already
    if (this.pass === 'close') this.neededMs = Math.min(this.neededMs, atMs);
    if (groups.isWaiting(group)) this.settle(group);
    windows.addPassed(group, this.startOf(group), this.watermarkMs);
    return undefined;
  }

  private moveWatermark(atMs: number, receivedAtMs: number): void {
    const { everyMs, latenessMs } = this.rules;
    if (atMs >= this.lastPeriodMs + everyMs) this.lastPeriodMs = this.periodOf(atMs);
    const newest = atMs < receivedAtMs ? atMs : receivedAtMs;
    if (newest <= this.newestMs) return;
    this.newestMs = newest;
    if (newest - latenessMs > this.watermarkMs) this.watermarkMs = newest - latenessMs;
    if (Number.isNaN(this.openMs)) this.openAt(this.periodOf(this.watermarkMs));
    // times in flight have 32 bits: before a leap of weeks all that it passes must be closed
    while (atMs - this.openMs > longestLeapMs && this.due) this.advance(Number.POSITIVE_INFINITY);
  }

  private openAt(startMs: number): void {
    this.openMs = startMs;
    this.windows.setOrigin(startMs - this.rules.everyMs);
  }

  /** Whether windows are due that `advance` has not closed. */
  get due(): boolean {
    if (this.pass !== 'none') return true;
    if (this.waiters > 0) return this.settleNow || this.watermarkMs > this.openMs + this.rules.maxGapMs;
    return this.watermarkMs >= this.openMs + this.rules.everyMs && this.openMs <= this.lastPeriodMs;
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
    const watermark = this.newestMs + silentMs - this.rules.latenessMs;
    if (!(watermark > this.watermarkMs)) return;
    const closes = watermark >= this.openMs + this.rules.everyMs && this.openMs <= this.lastPeriodMs;
    if (this.waiters === 0 && !closes) return;
    this.watermarkMs = watermark;
    this.settleNow = this.waiters > 0;
  }

  /** Nothing more will come: everything is due. */
  end(): void {
    this.watermarkMs = Number.POSITIVE_INFINITY;
  }

  private beginPass(): void {
    this.pass = this.waiters > 0 ? 'settle' : 'close';
    this.settleNow = false;
    this.cursor = 0;
    this.neededMs = Number.POSITIVE_INFINITY;
  }

  private visit(group: number): void {
    if (this.pass === 'settle') {
      if (this.windows.groups.isWaiting(group)) this.settle(group);
      return;
    }
    this.windows.addPassed(group, this.openMs, this.watermarkMs);
    if (this.windows.findTails(group, this.openMs, this.watermarkMs)) {
      this.close(group, this.openMs);
      return;
    }
    this.windows.groups.setWaiting(group, true);
    this.waiters++;
  }

  private endPass(): void {
    const { everyMs } = this.rules;
    if (this.pass === 'close') {
      const next = this.openMs + everyMs;
      const reachable = Math.max(next, this.periodOf(Math.min(this.neededMs, this.watermarkMs)));
      this.openAt(this.waiters > 0 ? next : Math.min(reachable, Math.max(next, this.lastPeriodMs + everyMs)));
      if (this.held) {
        this.held.lastOfPeriod = this.waiters === 0;
        this.done.push(this.held);
        this.held = undefined;
      }
    }
    this.pass = 'none';
  }

  private settle(group: number): void {
    const start = this.startOf(group);
    if (!this.windows.findTails(group, start, this.watermarkMs)) return;
    this.windows.groups.setWaiting(group, false);
    this.waiters--;
    this.close(group, start);
  }

  private close(group: number, startMs: number): void {
    const window = this.windows.close(group, startMs);
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

  /** Start of the open window of a group. */
  private startOf(group: number): number {
    const waiting = this.windows.groups.isWaiting(group);
    if (this.pass === 'close') return group < this.cursor && !waiting ? this.openMs + this.rules.everyMs : this.openMs;
    return waiting ? this.openMs - this.rules.everyMs : this.openMs;
  }

  private periodOf(atMs: number): number {
    const { everyMs, offsetMs } = this.rules;
    return Math.floor((atMs - offsetMs) / everyMs) * everyMs + offsetMs;
  }
}
