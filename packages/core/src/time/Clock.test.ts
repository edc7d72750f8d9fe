import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './Clock.ts';

describe('systemClock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the time of the machine', () => {
    expect(systemClock.now()).toBe(1_000_000);
  });

  it('sleeps for so long', async () => {
    let woken = false;
    const sleeping = systemClock.sleep(500).then(() => {
      woken = true;
    });
    await vi.advanceTimersByTimeAsync(499);
    expect(woken).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(woken).toBe(true);
  });

  it('sleeps longer than one timer of the runtime can', async () => {
    const thirtyDaysMs = 30 * 86_400_000;
    let woken = false;
    const sleeping = systemClock.sleep(thirtyDaysMs).then(() => {
      woken = true;
    });
    await vi.advanceTimersByTimeAsync(thirtyDaysMs - 1_000);
    expect(woken).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    await sleeping;
    expect(woken).toBe(true);
  });

  it('ends a wait with its signal and leaves no timer', async () => {
    const controller = new AbortController();
    const refused = expect(systemClock.sleep(500, controller.signal)).rejects.toMatchObject({ code: 'ABORTED' });
    await vi.advanceTimersByTimeAsync(1);
    controller.abort(new Error('shutting down'));
    await refused;
    expect(vi.getTimerCount()).toBe(0);
  });
});
