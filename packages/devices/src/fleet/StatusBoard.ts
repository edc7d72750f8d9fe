import { concat, defer, from, type Observable, Subject } from 'rxjs';
import type { AssetStatus } from './AssetStatus.ts';

/** The latest status of every asset; tells changes. */
export class StatusBoard {
  readonly #latest = new Map<string, AssetStatus>();
  readonly #changes = new Subject<AssetStatus>();
  /** What is known on subscribing, then every change. */
  readonly changes: Observable<AssetStatus> = defer(() => concat(from([...this.#latest.values()]), this.#changes));

  set(status: AssetStatus): void {
    const before = this.#latest.get(status.assetId);
    const same = before?.state === status.state && before.code === status.code && before.malformed === status.malformed;
    if (same) return;
    this.#latest.set(status.assetId, status);
    this.#changes.next(status);
  }

  malformedOf(assetId: string): number | undefined {
    return this.#latest.get(assetId)?.malformed;
  }

  complete(): void {
    this.#changes.complete();
  }
}
