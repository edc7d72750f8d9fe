import { type CapacityForecast, type Evidenced, evidenced } from '@usina/core';
import { expect, it } from 'vitest';
import { aggregate } from './aggregate.ts';

function forecastOf(id: string, notes: readonly string[]): Evidenced<CapacityForecast> {
  const watts = Float64Array.of(1_000);
  return evidenced(
    {
      scope: { kind: 'site', id },
      issuedAtMs: 0,
      startMs: 3_600_000,
      stepMs: 3_600_000,
      levels: [0.5],
      quantilesW: [watts],
      meanW: watts,
      scenarios: [watts],
    },
    { sources: [id], notes },
  );
}

it('says once what holds for all sites, and names the site of what does not', () => {
  const sum = aggregate(
    [
      forecastOf('north', ['Errors of 25 past days.', 'No outage is expected.']),
      forecastOf('south', ['Errors of 25 past days.', 'Outages taken off: s-1.']),
      forecastOf('west', ['Errors of 25 past days.', 'No outage is expected.']),
    ],
    { portfolioId: 'vpp' },
  );
  expect(sum.evidence.notes).toEqual([
    'Errors of 25 past days.',
    'north: No outage is expected.',
    'south: Outages taken off: s-1.',
    'west: No outage is expected.',
  ]);
});

it('names no site where there is one', () => {
  const sum = aggregate([forecastOf('north', ['No outage is expected.'])], { portfolioId: 'vpp' });
  expect(sum.evidence.notes).toEqual(['No outage is expected.']);
});
