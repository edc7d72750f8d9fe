import fc from 'fast-check';
import { delay, from, of, Subject, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { bounded, boundedCounters } from './bounded.ts';

const testScheduler = () => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
const slow = (item: string) => of(item).pipe(delay(5));

describe('bounded', () => {
  it('refuses a policy that it does not know', () => {
    for (const policy of ['typo', undefined]) {
      const error = expect.objectContaining({ code: 'STREAM_OPTION', context: { name: 'policy', read: policy } });
      expect(() => bounded({ capacity: 1, policy: policy as never })).toThrow(error);
    }
  });

  it('gives up the oldest that waits', () => {
    testScheduler().run(({ hot, expectObservable, flush }) => {
      const counters = boundedCounters();
      const dropped: string[] = [];
      const source = hot('abcd 20ms |');
      const options = { capacity: 2, policy: 'dropOldest', handle: slow, counters } as const;
      expectObservable(source.pipe(bounded({ ...options, dropped: (item) => dropped.push(item) }))).toBe(
        '5ms a 4ms c 4ms d 8ms |',
      );
      flush();
      expect(dropped).toEqual(['b']);
      expect(counters).toEqual({ received: 4, handled: 3, dropped: 1, waiting: 0, mostWaiting: 2 });
    });
  });

  it('gives up the newest that comes', () => {
    testScheduler().run(({ hot, expectObservable }) => {
      const source = hot('abcd 20ms |');
      expectObservable(source.pipe(bounded({ capacity: 2, policy: 'dropNewest', handle: slow }))).toBe(
        '5ms a 4ms b 4ms c 8ms |',
      );
    });
  });

  it('ends with an error where nothing may be given up', () => {
    testScheduler().run(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('abcd 20ms |');
      expectObservable(source.pipe(bounded({ capacity: 2, policy: 'error', handle: slow }))).toBe(
        '---#',
        {},
        expect.objectContaining({ code: 'STREAM_OVERFLOW', context: { capacity: 2 } }),
      );
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('works off the queue after completion, several at a time', () => {
    testScheduler().run(({ cold, expectObservable }) => {
      const source = cold('(abc|)');
      const options = { capacity: 9, policy: 'error', handle: slow, concurrency: 2 } as const;
      expectObservable(source.pipe(bounded(options))).toBe('5ms (ab) 1ms (c|)');
    });
  });

  it('passes on in turns where there is no work', () => {
    testScheduler().run(({ cold, expectObservable }) => {
      expectObservable(cold('--(abc|)').pipe(bounded({ capacity: 9, policy: 'error' }))).toBe('--(abc|)');
    });
  });

  it('passes the error of its work on, also after completion', () => {
    testScheduler().run(({ cold, expectObservable }) => {
      const handle = () => timer(5).pipe(() => throwError(() => 'broken'));
      expectObservable(cold('(a|)').pipe(bounded({ capacity: 1, policy: 'error', handle }))).toBe('#', {}, 'broken');
    });
  });

  it('accounts for every item', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), fc.integer({ min: 1, max: 5 }), fc.boolean(), (steps, capacity, oldest) => {
        const counters = boundedCounters();
        const source = new Subject<number>();
        const running: Subject<number>[] = [];
        const handle = () => {
          const work = new Subject<number>();
          running.push(work);
          return work;
        };
        const policy = oldest ? 'dropOldest' : 'dropNewest';
        source.pipe(bounded({ capacity, policy, handle, counters })).subscribe();
        steps.forEach((arrives, i) => {
          if (arrives) source.next(i);
          else running.shift()?.complete();
          expect(counters.received).toBe(counters.handled + counters.dropped + counters.waiting + running.length);
          expect(counters.waiting).toBeLessThanOrEqual(capacity);
        });
      }),
    );
  });

  it('does not nest work that ends at once', () => {
    const counters = boundedCounters();
    const gate = new Subject<number>();
    const source = new Subject<number>();
    const handle = (item: number) => (item === 0 ? gate : of(item));
    source.pipe(bounded({ capacity: 100_000, policy: 'error', handle, counters })).subscribe();
    from(Array.from({ length: 50_000 }, (_, i) => i)).subscribe((i) => source.next(i));
    gate.complete();
    expect(counters).toMatchObject({ handled: 50_000, waiting: 0, mostWaiting: 49_999 });
  });
});
