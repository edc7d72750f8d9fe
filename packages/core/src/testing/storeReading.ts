import type { Reading } from '../readings/Reading.ts';

/** A reading of inverter `inv-1` at 0 that was received 1 ms later, with 1000 W; `change` says what is different. */
export function storeReading(change: Partial<Reading<string>> = {}): Reading<string> {
  return { assetId: 'inv-1', atMs: 0, receivedAtMs: 1, source: 'test', values: { acPowerW: 1_000 }, ...change };
}

/** So many readings of `inv-1`, a minute apart, each with its number as power. */
export function storeMinutes(count: number): Reading<string>[] {
  return Array.from({ length: count }, (_, index) =>
    storeReading({ atMs: index * 60_000, receivedAtMs: index * 60_000 + 5, values: { acPowerW: index } }),
  );
}
