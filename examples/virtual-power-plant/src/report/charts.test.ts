import { describe, expect, it } from 'vitest';
import { barChart } from './barChart.ts';
import { escapeHtml, extent, ticks, writer } from './chartFrame.ts';
import { reportPage } from './reportPage.ts';
import { timeMarks } from './timeAxis.ts';
import { timeChart } from './timeChart.ts';

describe('charts', () => {
  it('tick at round numbers', () => {
    expect(ticks([0, 97])).toEqual([0, 20, 40, 60, 80]);
    expect(ticks([-3, 3])).toEqual([-2, 0, 2]);
  });

  it('write an axis in the one prefix that fits its largest number', () => {
    const write = writer(30_000_000, 'W');
    expect([0, 2_500_000, 30_000_000].map(write)).toEqual(['0 MW', '2.5 MW', '30 MW']);
    expect(writer(900, 'W')(450)).toBe('450 W');
  });

  it('have an extent also without a single value', () => {
    expect(extent([Number.NaN], false)).toEqual([0, 1]);
  });

  it('mark local midnights of days and whole hours of a day', () => {
    const startMs = Date.UTC(2026, 9, 1, 3);
    const day = { startMs, endMs: startMs + 86_400_000, timeZone: 'America/Sao_Paulo' };
    expect(timeMarks(day).map(({ label }) => label)).toEqual([
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
    ]);
    const month = timeMarks({ ...day, endMs: startMs + 31 * 86_400_000 });
    expect(month.slice(0, 2)).toEqual([
      { atMs: startMs, label: '1 Oct' },
      { atMs: startMs + 4 * 86_400_000, label: '5 Oct' },
    ]);
  });

  it('break a line where data is missing', () => {
    const svg = timeChart({
      title: 'Power',
      unit: 'W',
      startMs: 0,
      stepMs: 3_600_000,
      timeZone: 'UTC',
      lines: [{ name: 'measured', color: 1, values: [1, Number.NaN, 3, 4] }],
    });
    const [, path = ''] = /class="line c1" d="([^"]+)"/.exec(svg) ?? [];
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it('mark the bar that needs attention', () => {
    expect(
      barChart({
        title: 'Ranking',
        note: '1',
        base: 1,
        bars: [{ label: 'a', value: 0.9, text: '0.9', kind: 'alert' }],
      }),
    ).toContain('bar alert');
  });

  it('never let data become markup', () => {
    expect(escapeHtml('<b>"x"&')).toBe('&#60;b&#62;&#34;x&#34;&#38;');
    const page = reportPage({
      title: '<script>',
      lead: '',
      notices: [{ label: '<img>', text: '<b>' }],
      summary: { head: ['<i>'], rows: [['<u>']] },
      sections: [
        {
          heading: '<h>',
          labels: ['<s>'],
          text: ['<p onclick>'],
          entries: [{ name: '<b>', detail: '<i>', text: '<u>', names: ['<s>'] }],
        },
      ],
    });
    expect(page).not.toMatch(/<script|<img|<b>|<i>|<u>|<h>|<s>|<p onclick/);
  });

  it('fetch nothing', () => {
    const page = reportPage({ title: 'T', lead: '', notices: [], summary: { head: [], rows: [] }, sections: [] });
    expect(page).not.toMatch(/https?:|src=|url\(|@import|<link/);
  });
});
