import { describe, expect, it } from 'vitest';
import { barChart } from './barChart.ts';
import { escapeHtml, short, ticks } from './chartFrame.ts';
import { reportPage } from './reportPage.ts';
import { timeChart } from './timeChart.ts';

describe('charts', () => {
  it('tick at round numbers', () => {
    expect(ticks([0, 97])).toEqual([0, 20, 40, 60, 80]);
    expect(ticks([-3, 3])).toEqual([-2, 0, 2]);
  });

  it('shorten large numbers', () => {
    expect(short(1_234_567)).toBe('1.23 M');
    expect(short(0.5)).toBe('0.5');
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
      barChart({ title: 'Ranking', unit: '1', base: 1, bars: [{ label: 'a', value: 0.9, alert: true }] }),
    ).toContain('bar alert');
  });

  it('never let data become markup', () => {
    expect(escapeHtml('<b>"x"&')).toBe('&#60;b&#62;&#34;x&#34;&#38;');
    const page = reportPage({
      title: '<script>',
      lead: '',
      notices: ['<img>'],
      summary: { head: ['<i>'], rows: [['<u>']] },
      sections: [{ heading: '<h>', text: ['<p onclick>'] }],
    });
    expect(page).not.toMatch(/<script|<img|<i>|<u>|<h>|<p onclick/);
  });

  it('fetch nothing', () => {
    const page = reportPage({ title: 'T', lead: '', notices: [], summary: { head: [], rows: [] }, sections: [] });
    expect(page).not.toMatch(/https?:|src=|url\(|@import|<link/);
  });
});
