import { AbortedError, throwIfAborted } from '../errors/abort.ts';
import type { Clock } from './Clock.ts';
import { TimeError } from './TimeError.ts';

export interface VirtualClockOptions {
  /** What the clock shows at first. [epoch ms, UTC] */
  startMs: number;
}

/** A clock that only moves when told to. */
export interface VirtualClock extends Clock {
  /**
   * Moves on to an instant. Sleepers that fall due on the way wake one by one, by due time and then by the order in
   * which they fell asleep, each with the clock at its due time; what they do until their next wait that is not for
   * input or output happens before the next one wakes. New sleepers that fall due on the way wake too.
   * Calls queue up. Rejects with `TIME_BACKWARDS` for an instant that has passed.
   */
  advanceTo(ms: number): Promise<void>;
  /** When the next sleeper falls due, undefined where nobody sleeps. [epoch ms, UTC] */
  nextDueMs(): number | undefined;
}

interface Sleeper {
  readonly dueMs: number;
  wake(): void;
}

/**
 * A clock for tests and simulations: hours pass in no time, in the same order on every run.
 *
 * @example
 * const clock = createVirtualClock({ startMs: 0 });
 * const woken = clock.sleep(60_000).then(() => clock.now());
 * await clock.advanceTo(3_600_000);
 * await woken // 60000
 */
export function createVirtualClock({ startMs }: VirtualClockOptions): VirtualClock {
  let nowMs = startMs;
  let turn: Promise<void> = Promise.resolve();
  /** By due time; equal ones in the order of their arrival. */
  const sleepers: Sleeper[] = [];

  function enqueue(sleeper: Sleeper): void {
    let index = sleepers.length;
    while (index > 0 && sleepers[index - 1]!.dueMs > sleeper.dueMs) index--;
    sleepers.splice(index, 0, sleeper);
  }

  async function run(targetMs: number): Promise<void> {
    if (!(targetMs >= nowMs)) {
      throw new TimeError('TIME_BACKWARDS', `The clock shows ${nowMs} and cannot go to ${targetMs}.`, {
        context: { nowMs, targetMs },
      });
    }
    await settle();
    while (sleepers.length > 0 && sleepers[0]!.dueMs <= targetMs) {
      const next = sleepers.shift()!;
      nowMs = Math.max(nowMs, next.dueMs);
      next.wake();
      await settle();
    }
    nowMs = targetMs;
  }

  return {
    now: () => nowMs,
    async sleep(ms, signal) {
      throwIfAborted(signal, 'A wait');
      await new Promise<void>((resolve, reject) => {
        const onAbort = () => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(new AbortedError('A wait', signal));
        };
        const sleeper: Sleeper = {
          dueMs: nowMs + Math.max(0, ms),
          wake() {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        enqueue(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    advanceTo(ms) {
      const moved = turn.then(() => run(ms));
      turn = moved.catch(() => undefined);
      return moved;
    },
    nextDueMs: () => sleepers[0]?.dueMs,
  };
}

/** Lets every promise chain that can go on go on: one turn of the event loop. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
