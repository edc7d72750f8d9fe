import {
  asyncScheduler,
  from,
  Observable,
  type ObservableInput,
  type OperatorFunction,
  type SchedulerLike,
  Subscriber,
} from 'rxjs';
import { requireOption, requireWhole, StreamError } from './StreamError.ts';

/** What went through a bounded queue so far. Hand the same object to `bounded` and to whoever watches it. */
export interface BoundedCounters {
  /** Items that came in. */
  received: number;
  /** Items whose handling ended. */
  handled: number;
  /** Items that were given up because the queue was full. */
  dropped: number;
  /** Items in the queue now, and the most there ever were. */
  waiting: number;
  mostWaiting: number;
}

export interface BoundedOptions<T, R> {
  /** Most items that wait. */
  capacity: number;
  /** What gives way when the queue is full: the item that waits longest, the one that comes, or the stream (`STREAM_OVERFLOW`). */
  policy: 'dropOldest' | 'dropNewest' | 'error';
  /** The slow work on one item, as for `concatMap`; its results come out. @defaultValue passes items on, in turns of the event loop */
  handle?: (item: T) => ObservableInput<R>;
  /** Items handled at the same time. @defaultValue 1 */
  concurrency?: number;
  counters?: BoundedCounters;
  /** Gets each item that was given up. */
  dropped?: (item: T) => void;
  /** Turns in which items are passed on where there is no `handle`. @defaultValue `asyncScheduler` */
  scheduler?: SchedulerLike;
}

const policies: readonly string[] = ['dropOldest', 'dropNewest', 'error'];

/** Counters at zero. */
export function boundedCounters(): BoundedCounters {
  return { received: 0, handled: 0, dropped: 0, waiting: 0, mostWaiting: 0 };
}

/**
 * A queue of bounded length between a stream and slow work on it: a source cannot be asked to wait, so what is too much
 * is given up by a stated policy and counted. Put the work into `handle`: an operator after this one has its own queue.
 *
 * An error of `handle` ends the stream, as for `concatMap`. On completion the queue is worked off first.
 * Throws `STREAM_OPTION` for a number out of its domain and an unknown policy, when it is called.
 *
 * @example
 * const counters = boundedCounters();
 * batches.pipe(bounded({ capacity: 100, policy: 'dropOldest', handle: (batch) => store.append(batch), counters }))
 */
export function bounded<T, R = T>(options: BoundedOptions<T, R>): OperatorFunction<T, R> {
  requireWhole('capacity', options.capacity, 1, 2 ** 30);
  requireWhole('concurrency', options.concurrency ?? 1, 1, 2 ** 20);
  requireOption('policy', options.policy, policies.includes(options.policy), policies.join(', '));
  return (source) => new Observable((out) => source.subscribe(new BoundedSubscriber<T, R>(out, options)));
}

/** Items passed on in one turn of the event loop. */
const itemsPerTurn = 256;

class BoundedSubscriber<T, R> extends Subscriber<T> {
  private readonly out: Subscriber<R>;
  private readonly options: BoundedOptions<T, R>;
  private readonly counters: BoundedCounters;
  private queue: T[] = [];
  /** Items at the front of the queue that are gone already. */
  private gone = 0;
  private active = 0;
  private ended = false;
  private turning = false;
  /** Work that ends at once must not start the next from within. */
  private starting = false;

  constructor(out: Subscriber<R>, options: BoundedOptions<T, R>) {
    super(out);
    this.out = out;
    this.options = options;
    this.counters = options.counters ?? boundedCounters();
  }

  protected override _next(item: T): void {
    const { capacity, policy } = this.options;
    this.counters.received++;
    this.queue.push(item);
    this.work();
    if (this.queue.length - this.gone > capacity) {
      if (policy === 'error') {
        this.out.error(overflow(capacity));
        return;
      }
      this.give(policy === 'dropOldest' ? this.shift() : this.queue.pop()!);
    }
    this.count();
  }

  protected override _complete(): void {
    this.ended = true;
    this.finish();
  }

  private work(): void {
    const { handle, concurrency = 1 } = this.options;
    if (handle === undefined) {
      if (!this.turning) this.turn();
      return;
    }
    if (this.starting) return;
    this.starting = true;
    while (this.active < concurrency && this.queue.length > this.gone && !this.out.closed) {
      this.start(handle, this.shift());
    }
    this.starting = false;
  }

  private start(handle: (item: T) => ObservableInput<R>, item: T): void {
    this.active++;
    let results: Observable<R>;
    try {
      results = from(handle(item));
    } catch (error) {
      this.out.error(error);
      return;
    }
    this.add(
      results.subscribe({
        next: (result) => this.out.next(result),
        error: (error) => this.out.error(error),
        complete: () => {
          this.active--;
          this.counters.handled++;
          this.work();
          this.count();
          this.finish();
        },
      }),
    );
  }

  private turn(): void {
    this.turning = true;
    const action = (this.options.scheduler ?? asyncScheduler).schedule(() => {
      this.turning = false;
      action.unsubscribe();
      for (let left = itemsPerTurn; left > 0 && this.queue.length > this.gone && !this.out.closed; left--) {
        this.counters.handled++;
        this.out.next(this.shift() as unknown as R);
      }
      this.count();
      if (this.queue.length > this.gone) this.turn();
      else this.finish();
    });
    this.add(action);
  }

  private finish(): void {
    if (this.ended && this.active === 0 && this.queue.length === this.gone) super._complete();
  }

  private shift(): T {
    const item = this.queue[this.gone++]!;
    if (this.gone * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.gone);
      this.gone = 0;
    }
    return item;
  }

  private give(item: T): void {
    this.counters.dropped++;
    try {
      this.options.dropped?.(item);
    } catch (error) {
      this.out.error(error);
    }
  }

  private count(): void {
    this.counters.waiting = this.queue.length - this.gone;
    this.counters.mostWaiting = Math.max(this.counters.mostWaiting, this.counters.waiting);
  }
}

function overflow(capacity: number): StreamError {
  return new StreamError(
    'STREAM_OVERFLOW',
    `The queue holds ${capacity} items and one more came. Raise its capacity, speed up its work, or choose a policy that drops.`,
    { context: { capacity } },
  );
}
