import type { Clock } from '../time/Clock.ts';
import type { JobWorker } from './JobWorker.ts';
import { crashedJob, failedJob, notCloneable, poolClosed } from './jobFaults.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import type { Task } from './Task.ts';

export interface WorkerSeatsOptions {
  createWorker: () => JobWorker;
  workers: number;
  retries: number;
  stopAfterMs: number;
  clock: Clock;
}

interface Seat {
  readonly worker: JobWorker;
  run: Run | undefined;
}

interface Run {
  readonly task: Task;
  attempt: number;
  /** Set once it was cancelled; fires when it has stopped. */
  stopping: AbortController | undefined;
}

/** The workers of a pool and the tasks that wait for them. */
export class WorkerSeats {
  readonly #options: WorkerSeatsOptions;
  readonly #queue: Run[] = [];
  readonly #seats = new Set<Seat>();
  #closed = false;

  constructor(options: WorkerSeatsOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  offer(task: Task): void {
    this.#queue.push({ task, attempt: 0, stopping: undefined });
    this.#pump();
  }

  /** Takes a task that waits off the queue; tells a worker to stop, and ends it when it does not in time. */
  cancel(task: Task): void {
    const place = this.#queue.findIndex((run) => run.task === task);
    if (place >= 0) {
      this.#queue.splice(place, 1);
      task.stopped();
      return;
    }
    const seat = [...this.#seats].find(({ run }) => run?.task === task);
    if (seat?.run === undefined || seat.run.stopping !== undefined) return;
    seat.run.stopping = new AbortController();
    seat.worker.post({ kind: 'abort' } satisfies ToWorker);
    this.#options.clock.sleep(this.#options.stopAfterMs, seat.run.stopping.signal).then(
      () => seat.worker.terminate(),
      () => undefined, // it stopped in time
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { task } of this.#queue.splice(0)) task.failed(poolClosed(task.job));
    await Promise.all([...this.#seats].map(({ worker }) => worker.terminate()));
  }

  #pump(): void {
    while (this.#queue.length > 0 && !this.#closed) {
      const idle = [...this.#seats].find(({ run }) => run === undefined);
      if (idle === undefined && this.#seats.size >= this.#options.workers) return;
      const run = this.#queue.shift()!;
      try {
        this.#assign(idle ?? this.#seat(), run);
      } catch (error) {
        run.task.failed(crashedJob(run.task.job, run.attempt + 1, error));
      }
    }
  }

  #seat(): Seat {
    const seat: Seat = { worker: this.#options.createWorker(), run: undefined };
    this.#seats.add(seat);
    seat.worker.listen({
      onMessage: (message) => this.#heard(seat, message as FromWorker),
      onEnd: (reason) => this.#ended(seat, reason),
    });
    return seat;
  }

  #assign(seat: Seat, run: Run): void {
    const { job, input } = run.task;
    const { id, module, exportName } = job;
    run.attempt += 1;
    seat.run = run;
    seat.worker.keepAlive?.(true);
    try {
      seat.worker.post({ kind: 'run', id, module, exportName, input, attempt: run.attempt } satisfies ToWorker);
    } catch (error) {
      this.#release(seat);
      run.task.failed(notCloneable(job, error));
    }
  }

  #heard(seat: Seat, message: FromWorker): void {
    const { run } = seat;
    if (run === undefined) return;
    if (message.kind === 'progress') {
      run.task.progress(message.progress);
      return;
    }
    this.#release(seat);
    if (run.stopping !== undefined) run.task.stopped();
    else if (message.kind === 'done') run.task.done(message.output);
    else run.task.failed(failedJob(run.task.job, message.fault));
    this.#pump();
  }

  #ended(seat: Seat, reason: unknown): void {
    const { run } = seat;
    this.#release(seat);
    this.#seats.delete(seat);
    if (run !== undefined) this.#recover(run, reason);
    this.#pump();
  }

  #recover(run: Run, reason: unknown): void {
    const { task } = run;
    if (this.#closed) task.failed(poolClosed(task.job));
    else if (run.stopping !== undefined) task.stopped();
    else if (run.attempt > this.#options.retries) task.failed(crashedJob(task.job, run.attempt, reason));
    else this.#queue.unshift(run);
  }

  #release(seat: Seat): void {
    seat.run?.stopping?.abort();
    seat.run = undefined;
    seat.worker.keepAlive?.(false);
  }
}
