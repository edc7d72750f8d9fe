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

  it('refuses what is no instant', () => {
    expect(() => zoneOffsetMs(Number.NaN, 'UTC')).toThrow(expect.objectContaining({ code: 'TIME_INSTANT_INVALID' }));
    expect(() => zoneOffsetMs(1e17, 'UTC')).toThrow(expect.objectContaining({ code: 'TIME_INSTANT_INVALID' }));
  });
});
