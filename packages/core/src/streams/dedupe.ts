import { Observable, type OperatorFunction, Subscriber } from 'rxjs';
import type { Flag } from '../readings/Flag.ts';
import { type Reading, readingKey } from '../readings/Reading.ts';
import { isReading } from './isReading.ts';
import { requireWhole } from './StreamError.ts';

export interface DedupeOptions {
  /** Readings that are remembered, the newest; an older duplicate passes as new. @defaultValue 65,536 */
  capacity?: number;
  /** Gets each reading that was left out because the same was seen before. */
  duplicate?: (reading: Reading<string>) => void;
}

/**
 * Lets each reading pass once. What has the key of an earlier one (`readingKey`: source, asset, instant and sequence) and
 * the same values and flags is a duplicate and goes to `duplicate`; with other values it is a revision, which passes with
 * the flag `corrected` on the points that changed, never dropped.
 *
 * Memory: at most `capacity` readings, in two halves; the older half is forgotten when the newer one is full.
 * Throws `STREAM_OPTION` for a capacity out of its domain, when it is called.
 *
 * @example
 * fleet.readings.pipe(dedupe({ capacity: 10_000 }), windowed({ everyMs: 900_000, latenessMs: 120_000 }))
 */
export function dedupe<Extra extends string = never>(
  options: DedupeOptions = {},
): OperatorFunction<Reading<Extra>, Reading<Extra>> {
  const half = Math.ceil(requireWhole('capacity', options.capacity ?? 65_536, 2, 2 ** 30) / 2);
  return (source) =>
    new Observable((out) => source.subscribe(new DedupeSubscriber<Extra>(out, half, options.duplicate)));
}

class DedupeSubscriber<Extra extends string> extends Subscriber<Reading<Extra>> {
  private newer = new Map<string, Reading<Extra>>();
  private older = new Map<string, Reading<Extra>>();
  private readonly out: Subscriber<Reading<Extra>>;
  private readonly half: number;
  private readonly duplicate: DedupeOptions['duplicate'];

  constructor(out: Subscriber<Reading<Extra>>, half: number, duplicate: DedupeOptions['duplicate']) {
    super(out);
    this.out = out;
    this.half = half;
    this.duplicate = duplicate;
  }

  protected override _next(reading: Reading<Extra>): void {
    if (!isReading(reading)) {
      this.out.next(reading);
      return;
    }
    const key = readingKey(reading);
    const known = this.newer.get(key) ?? this.older.get(key);
    const changed = known && changedPoints(known, reading);
    if (changed?.length === 0) {
      this.tell(reading);
      return;
    }
    this.newer.set(key, reading);
    if (this.newer.size >= this.half) {
      this.older = this.newer;
      this.newer = new Map();
    }
    this.out.next(changed ? corrected(reading, changed) : reading);
  }

  private tell(reading: Reading<Extra>): void {
    try {
      this.duplicate?.(reading);
    } catch (error) {
      this.error(error);
    }
  }

  override unsubscribe(): void {
    super.unsubscribe();
    this.newer.clear();
    this.older.clear();
  }
}

function changedPoints(before: Reading<string>, after: Reading<string>): string[] {
  const points = new Set(
    [before, after].flatMap(({ values, flags }) => [...Object.keys(values), ...Object.keys(flags ?? {})]),
  );
  return [...points].filter(
    (point) =>
      !Object.is(before.values[point], after.values[point]) ||
      flagsText(before.flags?.[point]) !== flagsText(after.flags?.[point]),
  );
}

function flagsText(flags: readonly Flag[] | undefined): string {
  return [...new Set(flags)].sort().join();
}

function corrected<Extra extends string>(reading: Reading<Extra>, points: readonly string[]): Reading<Extra> {
  const flags = { ...reading.flags } as Record<string, readonly Flag[]>;
  for (const point of points) flags[point] = [...new Set<Flag>([...(flags[point] ?? []), 'corrected'])];
  return { ...reading, flags } as Reading<Extra>;
}
