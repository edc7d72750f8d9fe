import { describe, expect, it } from 'vitest';
import { AbortedError } from '../errors/abort.ts';
import { createVirtualClock } from './createVirtualClock.ts';

describe('createVirtualClock', () => {
  it('stands until it is moved, and shows the due time to whoever wakes', async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const woken = clock.sleep(60_000).then(() => clock.now());
    expect(clock.nextDueMs()).toBe(60_000);
    await clock.advanceTo(3_600_000);
    expect(await woken).toBe(60_000);
    expect(clock.now()).toBe(3_600_000);
    expect(clock.nextDueMs()).toBeUndefined();
  });

  it('wakes by due time, then by the order of falling asleep', async () => {
    const clock = createVirtualClock({ startMs: 1_000 });
    const order: string[] = [];
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms);
      order.push(`${name}@${clock.now()}`);
    };
    const all = [sleeper('late', 30), sleeper('a', 10), sleeper('b', 10), sleeper('first', 5)];
    await clock.advanceTo(1_100);
    await Promise.all(all);
    expect(order).toEqual(['first@1005', 'a@1010', 'b@1010', 'late@1030']);
  });

  it('wakes those who fall asleep again on the way, in step with the others', async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const log: string[] = [];
    const every = async (name: string, ms: number, times: number) => {
      for (let i = 0; i < times; i++) {
        await clock.sleep(ms);
        await Promise.resolve();
        log.push(`${name}@${clock.now()}`);
      }
    };
    const all = [every('a', 20, 3), every('b', 30, 2)];
    await clock.advanceTo(60);
    await Promise.all(all);
    // at 60 b goes first: it fell asleep at 30, a only at 40
    expect(log).toEqual(['a@20', 'b@30', 'a@40', 'b@60', 'a@60']);
  });

  it('leaves those asleep who are not due', async () => {
    const clock = createVirtualClock({ startMs: 0 });
    let woken = false;
    const sleeping = clock.sleep(100).then(() => {
      woken = true;
    });
    await clock.advanceTo(99);
    expect(woken).toBe(false);
    await clock.advanceTo(100);
    await sleeping;
    expect(woken).toBe(true);
  });

  it('runs calls one after the other', async () => {
    const clock = createVirtualClock({ startMs: 0 });
    await Promise.all([clock.advanceTo(10), clock.advanceTo(20)]);
    expect(clock.now()).toBe(20);
  });

  it('does not go back', async () => {
    const clock = createVirtualClock({ startMs: 10 });
    await expect(clock.advanceTo(9)).rejects.toMatchObject({
      code: 'TIME_BACKWARDS',
      context: { nowMs: 10, targetMs: 9 },
    });
    await clock.advanceTo(11);
    expect(clock.now()).toBe(11);
  });

  it('ends a wait as soon as its signal fires', async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const controller = new AbortController();
    const waiting = clock.sleep(100, controller.signal);
    const refused = expect(waiting).rejects.toBeInstanceOf(AbortedError);
    controller.abort();
    await refused;
    expect(clock.nextDueMs()).toBeUndefined();
    await expect(clock.sleep(1, controller.signal)).rejects.toBeInstanceOf(AbortedError);
  });
});
