import { expect, it } from 'vitest';
import { comparePlanted, comparisonText } from './comparePlanted.ts';

const planted = [
  { assetId: 'a', what: 'trips', foundAs: 'outage' },
  { assetId: 'b', what: 'is silent', foundAs: 'silence' },
] as const;

it('knows what was found, missed and imagined', () => {
  const comparison = comparePlanted(planted, [
    { assetId: 'a', rule: 'outage' },
    { assetId: 'a', rule: 'outage' },
    { assetId: 'c', rule: 'outage' },
  ]);
  expect(comparison).toMatchObject({
    found: [{ assetId: 'a' }],
    missed: [{ assetId: 'b' }],
    falseAlarms: [{ assetId: 'c' }],
  });
  expect(comparisonText(comparison)).toBe(
    'Planted and found: 1 of 2 (a trips). NOT FOUND: b is silent. FALSE ALARMS: c outage.',
  );
});

it('takes a fault found by another rule for missed', () => {
  expect(comparePlanted([planted[0]], [{ assetId: 'a', rule: 'silence' }])).toMatchObject({
    missed: [{ assetId: 'a' }],
    falseAlarms: [{ assetId: 'a' }],
  });
});
