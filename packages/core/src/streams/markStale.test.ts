import { map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../readings/Reading.ts';
import { markStale } from './markStale.ts';

const testScheduler = () => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));

function reading(assetId: string, atMs: number): Reading {
  return { assetId, atMs, receivedAtMs: atMs + 1, source: 'test', values: { acPowerW: 1 } };
}

describe('markStale', () => {
  it('adds one stale reading a silence, dated by the silence', () => {
    testScheduler().run(({ hot, expectObservable }) => {
      const values = { a: reading('a', 1_000), b: reading('a', 2_000) };
      const source = hot('a 29ms b', values);
      const stale = {
        assetId: 'a',
        atMs: 1_008,
        receivedAtMs: 1_009,
        source: 'test',
        values: {},
        flags: { acPowerW: ['stale'] },
      } as Reading;
      const again = { ...stale, atMs: 2_008, receivedAtMs: 2_009 };
      expectObservable(source.pipe(markStale({ afterMs: 8 })), '^ 60ms !').toBe('a 7ms x 21ms b 7ms y', {
        ...values,
        x: stale,
        y: again,
      });
    });
  });

  it('takes a failed poll and what a broker remembers for silence', () => {
    testScheduler().run(({ hot, expectObservable }) => {
      const failed: Reading = { ...reading('a', 1_004), values: {}, flags: { acPowerW: ['commError'] } };
      const retained: Reading = { ...reading('a', 1_006), flags: { acPowerW: ['retained'] } };
      const source = hot('a 3ms f 1ms r', { a: reading('a', 1_000), f: failed, r: retained });
      const seen = source.pipe(
        markStale({ afterMs: 8 }),
        map(({ atMs, flags }) => `${atMs} ${flags?.acPowerW ?? 'value'}`),
      );
      expectObservable(seen, '^ 40ms !').toBe('a 3ms f 1ms r 1ms s', {
        a: '1000 value',
        f: '1004 commError',
        r: '1006 retained',
        s: '1008 stale',
      });
    });
  });

  it('marks expected assets that never sent', () => {
    testScheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<Reading>('-');
      const marked = source.pipe(
        markStale({ afterMs: 8, assetIds: ['a', 'b'] }),
        map(({ assetId, flags }) => `${assetId} ${Object.keys(flags ?? {}).join()}`),
      );
      expectObservable(marked, '^ 40ms !').toBe('8ms (ab)', { a: 'a acPowerW', b: 'b acPowerW' });
      expectSubscriptions(source.subscriptions).toBe('^ 40ms !');
    });
  });

  it('completes and fails with its source, and leaves no timer behind', () => {
    testScheduler().run(({ cold, expectObservable }) => {
      expectObservable(cold('a--|', { a: reading('a', 0) }).pipe(markStale({ afterMs: 8 }))).toBe('a--|', {
        a: reading('a', 0),
      });
      expectObservable(cold<Reading>('--#').pipe(markStale({ afterMs: 8 }))).toBe('--#');
    });
  });

  it('passes on what is not a reading', () => {
    testScheduler().run(({ cold, expectObservable }) => {
      const source = cold('a|', { a: null as never as Reading });
      expectObservable(source.pipe(markStale({ afterMs: 8 }))).toBe('a|', { a: null as never });
    });
  });
});
