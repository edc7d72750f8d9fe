import { intervalProvider } from 'rxjs/internal/scheduler/intervalProvider';

interface Timer {
  atMs: number;
  readonly everyMs: number;
  readonly run: () => void;
  cleared: boolean;
}

/**
 * Timers for RxJS's own `asyncScheduler` that fire when they are told the time, as `TestScheduler` replaces them. A queue
 * in the order of asking, right for timers of one length, and cheaper than Node's.
 */
export class ToldTimers {
  private nowMs: number;
  private queue: Timer[] = [];

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  install(): void {
    const setInterval = (run: () => void, everyMs = 0) => {
      const timer: Timer = { atMs: this.nowMs + everyMs, everyMs, run, cleared: false };
      this.queue.push(timer);
      return timer as never;
    };
    const clearInterval = (timer: unknown) => {
      (timer as Timer).cleared = true;
    };
    intervalProvider.delegate = { setInterval, clearInterval };
  }

  remove(): void {
    intervalProvider.delegate = undefined;
  }

  advance(nowMs: number): void {
    this.nowMs = nowMs;
    const due = this.queue.filter(({ atMs }) => atMs <= nowMs);
    if (due.length === 0) return;
    this.queue = this.queue.filter(({ atMs }) => atMs > nowMs);
    for (const timer of due) {
      if (!timer.cleared) timer.run();
      if (timer.cleared) continue;
      timer.atMs += timer.everyMs;
      this.queue.push(timer);
    }
  }
}
