import {
  asyncScheduler,
  Observable,
  type OperatorFunction,
  type SchedulerLike,
  Subscriber,
  type Subscription,
} from 'rxjs';
import type { Flag } from '../readings/Flag.ts';
import type { Reading } from '../readings/Reading.ts';
import { isReading } from './isReading.ts';
import { requireWhole } from './StreamError.ts';

export interface MarkStaleOptions {
  /** Silence after which an asset is stale. [ms] */
  afterMs: number;
  /** Assets that are expected from the start; others are once they have sent. */
  assetIds?: Iterable<string>;
  /** Points to flag on an expected asset that never sent. @defaultValue acPowerW */
  points?: readonly string[];
  /** Clock of silence. @defaultValue `asyncScheduler` */
  scheduler?: SchedulerLike;
}

/** What is known of an asset. */
interface Heard {
  /** Its last message with a value of its own. */
  readonly last: Reading<string> | undefined;
  readonly heardAtMs: number;
  points: ReadonlySet<string>;
  stale: boolean;
}

/**
 * Passes readings on and adds one of its own for each asset that stops sending: no values, the flag `stale` on every point
 * that the asset ever sent, dated by its last reading plus the silence. One a silence; the next reading ends it.
 *
 * A message says nothing of an asset where it has no value, or none that was not retained: that a poll failed, and what a
 * broker remembers, end no silence.
 *
 * One timer for all assets, looking every eighth of `afterMs`, so that silence is told at most so much late.
 * Throws `STREAM_OPTION` for a time out of its domain, when it is called.
 *
 * @example
 * fleet.readings.pipe(markStale({ afterMs: 60_000, assetIds: portfolio.assets.map(({ id }) => id) }))
 */
export function markStale<Extra extends string = never>(
  options: MarkStaleOptions,
): OperatorFunction<Reading<Extra>, Reading<Extra>> {
  requireWhole('afterMs', options.afterMs, 1, 2 ** 31 - 1);
  return (source) =>
    new Observable((out) => source.subscribe(new MarkStaleSubscriber(out as Subscriber<Reading<string>>, options)));
}

class MarkStaleSubscriber extends Subscriber<Reading<string>> {
  private readonly out: Subscriber<Reading<string>>;
  private readonly options: MarkStaleOptions;
  private readonly scheduler: SchedulerLike;
  private readonly heard = new Map<string, Heard>();
  private timer: Subscription | undefined;

  constructor(out: Subscriber<Reading<string>>, options: MarkStaleOptions) {
    super(out);
    this.out = out;
    this.options = options;
    this.scheduler = options.scheduler ?? asyncScheduler;
    const points = new Set(options.points ?? ['acPowerW']);
    const heardAtMs = this.scheduler.now();
    for (const id of options.assetIds ?? []) this.heard.set(id, { last: undefined, heardAtMs, points, stale: false });
    this.arm();
  }

  protected override _next(reading: Reading<string>): void {
    if (isReading(reading)) this.hear(reading);
    this.out.next(reading);
  }

  private hear(reading: Reading<string>): void {
    const heard = this.heard.get(reading.assetId);
    const known = heard?.points;
    const named = [...Object.keys(reading.values), ...Object.keys(reading.flags ?? {})];
    const points = known && named.every((point) => known.has(point)) ? known : new Set([...(known ?? []), ...named]);
    if (heard !== undefined && !speaks(reading)) heard.points = points;
    else {
      const last = speaks(reading) ? reading : undefined;
      this.heard.set(reading.assetId, { last, heardAtMs: this.scheduler.now(), points, stale: false });
    }
  }

  private arm(): void {
    this.timer?.unsubscribe();
    this.timer = this.scheduler.schedule(() => this.look(), Math.max(1, Math.floor(this.options.afterMs / 8)));
    this.add(this.timer);
  }

  private look(): void {
    const nowMs = this.scheduler.now();
    this.arm();
    for (const [assetId, asset] of this.heard) {
      const silentMs = nowMs - asset.heardAtMs;
      if (asset.stale || silentMs < this.options.afterMs) continue;
      asset.stale = true;
      this.out.next(staleReading(assetId, asset, silentMs, nowMs));
    }
  }
}

/** Whether the asset itself has just told a value. */
function speaks({ values, flags }: Reading<string>): boolean {
  for (const point in values) if (!flags?.[point]?.includes('retained')) return true;
  return false;
}

function staleReading(assetId: string, { last, points }: Heard, silentMs: number, nowMs: number): Reading<string> {
  const flags: Record<string, readonly Flag[]> = Object.fromEntries([...points].map((point) => [point, ['stale']]));
  const atMs = last ? last.atMs + silentMs : nowMs;
  const receivedAtMs = last ? last.receivedAtMs + silentMs : nowMs;
  return { assetId, atMs, receivedAtMs, source: last?.source ?? 'markStale', values: {}, flags };
}
