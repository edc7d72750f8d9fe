import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDateOf, localIsoOf } from './localIso.ts';
import { localToUtcMs } from './localToUtcMs.ts';

const zone = 'America/Sao_Paulo';

describe('localToUtcMs', () => {
  it('reads dates, minutes, seconds and fractions', () => {
    expect(localToUtcMs('2026-10-01', zone)).toBe(Date.UTC(2026, 9, 1, 3));
    expect(localToUtcMs('2026-10-01T06:15', zone)).toBe(1790846100000);
    expect(localToUtcMs('2026-10-01 06:15:30', zone)).toBe(1790846130000);
    expect(localToUtcMs('2026-10-01T06:15:30.25', zone)).toBe(1790846130250);
  });

  it('takes a skipped time as far after the gap as it lies in it, or refuses it', () => {
    expect(localToUtcMs('2018-11-04T00:30', zone)).toBe(Date.UTC(2018, 10, 4, 3, 30));
    expect(localIsoOf(Date.UTC(2018, 10, 4, 3, 30), zone)).toBe('2018-11-04T01:30:00.000');
    expect(() => localToUtcMs('2018-11-04T00:30', zone, { gap: 'reject' })).toThrow(
      expect.objectContaining({
        code: 'TIME_GAP',
        context: { localIso: '2018-11-04T00:30', timeZone: zone, skippedMs: 3_600_000 },
      }),
    );
  });

  it('takes the earlier or the later of two, or refuses to choose', () => {
    const early = Date.UTC(2019, 1, 17, 1, 30);
    const late = Date.UTC(2019, 1, 17, 2, 30);
    expect(localToUtcMs('2019-02-16T23:30', zone)).toBe(early);
    expect(localToUtcMs('2019-02-16T23:30', zone, { ambiguous: 'later' })).toBe(late);
    expect(() => localToUtcMs('2019-02-16T23:30', zone, { ambiguous: 'reject' })).toThrow(
      expect.objectContaining({
        code: 'TIME_AMBIGUOUS',
        context: expect.objectContaining({ instants: [early, late] }),
      }),
    );
  });

  it('knows the hours of Lisbon and New York', () => {
    expect(localToUtcMs('2026-07-01T12:00', 'Europe/Lisbon')).toBe(Date.UTC(2026, 6, 1, 11));
    expect(localToUtcMs('2026-03-08T02:30', 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7, 30));
    expect(localToUtcMs('2026-11-01T01:30', 'America/New_York', { ambiguous: 'later' })).toBe(
      Date.UTC(2026, 10, 1, 6, 30),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-10-01T24:00', '2026-10-01T10', 'today', '2026-10-01T10:60'])(
    'refuses %s',
    (localIso) => {
      expect(() => localToUtcMs(localIso, zone)).toThrow(
        expect.objectContaining({ code: 'TIME_LOCAL_INVALID', context: { localIso } }),
      );
    },
  );

  it('refuses a text that names an offset, and says what to use', () => {
    expect(() => localToUtcMs('2026-10-01T10:00Z', zone)).toThrow(/names an offset: use Date.parse/);
    expect(() => localToUtcMs('2026-10-01T10:00-03:00', zone)).toThrow(/names an offset/);
  });

  it('goes back to the instant from what a wall clock shows, but for the hour that comes twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.constantFrom(zone, 'Europe/Lisbon', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
        (ms, timeZone) => {
          const localIso = localIsoOf(ms, timeZone);
          const both = [localToUtcMs(localIso, timeZone), localToUtcMs(localIso, timeZone, { ambiguous: 'later' })];
          expect(both).toContain(ms);
        },
      ),
    );
  });
});

describe('localDateOf', () => {
  it('is the date on the wall, not in Greenwich', () => {
    expect(localDateOf(Date.UTC(2026, 9, 1, 2), zone)).toBe('2026-09-30');
    expect(localDateOf(Date.UTC(2026, 9, 1, 3), zone)).toBe('2026-10-01');
  });
});
