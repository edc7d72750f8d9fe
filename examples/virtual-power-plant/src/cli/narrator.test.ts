import { describe, expect, it } from 'vitest';
import { describeEvidence } from './narrator.ts';

const range = { startMs: Date.UTC(2026, 9, 1, 3), endMs: Date.UTC(2026, 10, 1, 3) };

describe('evidence in one line', () => {
  it('tells times by the clock of the plant, and names it', () => {
    expect(describeEvidence({ sources: ['meter-1'], range, coverage: 0.5 }, 'America/Sao_Paulo')).toBe(
      'meter-1; 2026-10-01 00:00 to 2026-11-01 00:00, clock of America/Sao_Paulo; coverage 50.0 %',
    );
    expect(describeEvidence({ sources: ['meter-1'], range }, '+05:30')).toBe(
      'meter-1; 2026-10-01 08:30 to 2026-11-01 08:30, clock of +05:30',
    );
  });

  it('tells when the data was known where that is not when it ended', () => {
    const knownAtMs = range.endMs + 3_600_000;
    expect(describeEvidence({ sources: ['a'], range, knownAtMs }, 'UTC')).toContain('known 2026-11-01 04:00');
    expect(describeEvidence({ sources: ['a'], range, knownAtMs: range.endMs }, 'UTC')).not.toContain('known');
  });
});
