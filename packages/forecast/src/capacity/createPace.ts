import { throwIfAborted } from '@usina/core/errors';

export interface PaceOptions {
  /** Named in the error of a cancelled work. */
  work: string;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined;
}

/** Keeps long work from holding the event loop. */
export interface Pace {
  /** Reports, throws `ABORTED` when cancelled, and lets others run when 10 ms have passed. */
  breathe(progress?: { done: number; total: number }): Promise<void>;
}

const LONGEST_BLOCK_MS = 10;

export function createPace({ work, signal, onProgress }: PaceOptions): Pace {
  let sinceMs = performance.now();
  return {
    async breathe(progress) {
      throwIfAborted(signal, work);
      if (progress) onProgress?.(progress);
      if (performance.now() - sinceMs < LONGEST_BLOCK_MS) return;
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      throwIfAborted(signal, work);
      sinceMs = performance.now();
    },
  };
}
