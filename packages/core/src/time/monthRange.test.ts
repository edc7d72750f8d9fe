import { describe, expect, it } from 'vitest';
import { dayRange } from './dayRange.ts';
import { monthRange } from './monthRange.ts';

describe('monthRange', () => {
  it('is a billing month of São Paulo', () => {
    expect(monthRange('2026-10', 'America/Sao_Paulo')).toEqual({
      startMs: Date.UTC(2026, 9, 1, 3),
      endMs: Date.UTC(2026, 10, 1, 3),
      days: 31,
      hours: 744,
    });
  });

  it('loses an hour in March and gains one in October in Lisbon', () => {
    expect(monthRange('2026-03', 'Europe/Lisbon')).toEqual({
      startMs: 1772323200000,
      endMs: 1774998000000,
      days: 31,
      hours: 743,
    });
    expect(monthRange('2026-10', 'Europe/Lisbon').hours).toBe(745);
  });

  it('knows leap years and the turn of the year', () => {
    expect(monthRange('2024-02', 'UTC').days).toBe(29);
    expect(monthRange('2026-02', 'UTC').days).toBe(28);
    expect(monthRange('2026-12', 'UTC').endMs).toBe(Date.UTC(2027, 0, 1));
  });

  it.each(['2026-13', '2026-1', '2026-10-01', 'October'])('refuses %s', (month) => {
    expect(() => monthRange(month, 'UTC')).toThrow(
      expect.objectContaining({ code: 'TIME_LOCAL_INVALID', context: { month } }),
    );
  });
});

describe('dayRange', () => {
  it('has 23 hours when São Paulo skips midnight and 25 when it lives an hour twice', () => {
    expect(dayRange('2018-11-04', 'America/Sao_Paulo')).toEqual({
      startMs: Date.UTC(2018, 10, 4, 3),
      endMs: Date.UTC(2018, 10, 5, 2),
      days: 1,
      hours: 23,
    });
    expect(dayRange('2019-02-16', 'America/Sao_Paulo').hours).toBe(25);
  });

  it('has 23.5 hours where a clock moves by half an hour', () => {
    expect(dayRange('2026-10-04', 'Australia/Lord_Howe').hours).toBe(23.5);
  });

  it('is empty for a day that a zone skipped', () => {
    expect(dayRange('2011-12-30', 'Pacific/Apia').hours).toBe(0);
  });

  it('refuses a time of day', () => {
    expect(() => dayRange('2026-10-01T00:00', 'UTC')).toThrow(expect.objectContaining({ code: 'TIME_LOCAL_INVALID' }));
  });
});
