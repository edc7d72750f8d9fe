import type { Reading } from '../readings/Reading.ts';

/** Whether a message has what the operators need of a reading: a message of the field is judged, never thrown at. */
export function isReading(message: unknown): message is Reading<string> {
  if (typeof message !== 'object' || message === null) return false;
  const { assetId, atMs, receivedAtMs, values, flags } = message as Partial<Record<keyof Reading, unknown>>;
  return (
    typeof assetId === 'string' &&
    Number.isSafeInteger(atMs) &&
    Number.isFinite(receivedAtMs) &&
    typeof values === 'object' &&
    values !== null &&
    (flags === undefined || (typeof flags === 'object' && flags !== null))
  );
}
