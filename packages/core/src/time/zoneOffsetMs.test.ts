import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOffsetMs } from './zoneOffsetMs.ts';

const hourMs = 3_600_000;

describe('zoneOffsetMs', () => {
  it('changes at the very millisecond', () => {
    const change = Date.UTC(2026, 2, 29, 1);
    expect(zoneOffsetMs(change - 1, 'Europe/Lisbon')).toBe(0);
    expect(zoneOffsetMs(change, 'Europe/Lisbon')).toBe(hourMs);
  });

  it('knows that São Paulo has had no summer time since 2019', () => {
    expect(zoneOffsetMs(Date.UTC(2018, 11, 1), 'America/Sao_Paulo')).toBe(-2 * hourMs);
    expect(zoneOffsetMs(Date.UTC(2025, 11, 1), 'America/Sao_Paulo')).toBe(-3 * hourMs);
  });

  it('knows half and quarter hours', () => {
    expect(zoneOffsetMs(0, 'Asia/Kolkata')).toBe(5.5 * hourMs);
    expect(zoneOffsetMs(Date.UTC(2026, 0, 1), 'Asia/Kathmandu')).toBe(5.75 * hourMs);
    expect(zoneOffsetMs(0, 'UTC')).toBe(0);
  });

  it('knows offsets of less than an hour to the west', () => {
    // IANA tz database, africa: Zone Africa/Monrovia, -0:44:30 until 1972-01-07
    expect(zoneOffsetMs(Date.UTC(1971, 0, 1), 'Africa/Monrovia')).toBe(-2_670_000);
    expect(zoneOffsetMs(Date.UTC(1973, 0, 1), 'Africa/Monrovia')).toBe(0);
  });

  it('is what the wall clock of the runtime shows', () => {
    const zones = ['Africa/Monrovia', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Caracas', 'Africa/Casablanca'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: -5e11, max: 2e12 }), (timeZone, ms) => {
        expect(zoneOffsetMs(ms, timeZone)).toBe(wallMs(ms, timeZone) - Math.floor(ms / 1_000) * 1_000);
      }),
    );
  });

  it.each(['+99:99', 'Mars/Olympus', ''])('refuses the zone "%s"', (zone) => {
    expect(() => zoneOffsetMs(0, zone)).toThrow(expect.objectContaining({ code: 'TIME_ZONE_UNKNOWN' }));
  });

  it('refuses what is no instant', () => {
    expect(() => zoneOffsetMs(Number.NaN, 'UTC')).toThrow(expect.objectContaining({ code: 'TIME_INSTANT_INVALID' }));
    expect(() => zoneOffsetMs(1e17, 'UTC')).toThrow(expect.objectContaining({ code: 'TIME_INSTANT_INVALID' }));
  });
});

/** What the wall clock shows, read as if it were UTC. */
function wallMs(ms: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(ms);
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}
