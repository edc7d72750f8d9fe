import { escapeHtml, extent, scale } from './chartFrame.ts';

export interface Bar {
  label: string;
  value: number;
  /** Written behind the bar. */
  text: string;
  /** Draws attention: a fault. Or sums up the others. */
  kind?: 'alert' | 'sum';
}

export interface BarChart {
  title: string;
  /** What is measured, in which unit. */
  note: string;
  bars: readonly Bar[];
  /** Where bars start. @defaultValue 0 */
  base?: number;
  /** Values that the picture holds at least, so that small differences stay small. */
  span?: readonly [number, number];
}

/** Horizontal bars from a base line, in the order given: rankings and cash flows. Laid out by CSS, so that it fits a phone. */
export function barChart({ title, note, bars, base = 0, span = [base, base] }: BarChart): string {
  const x = scale(extent([base, ...span, ...bars.map(({ value }) => value)], false), [0, 100]);
  const zero = x(base);
  const rows = bars.map(({ label, value, text, kind }) => {
    const [from, to] = [Math.min(zero, x(value)), Math.max(zero, x(value))];
    const look = kind ?? (value < base ? 'negative' : 'positive');
    return `<li><span class="label">${escapeHtml(label)}</span><span class="track"><i class="bar ${look}" style="left:${from.toFixed(2)}%;width:${(to - from).toFixed(2)}%"></i><i class="base" style="left:${zero.toFixed(2)}%"></i></span><span class="value">${escapeHtml(text)}</span></li>`;
  });
  return `<figure><figcaption>${escapeHtml(title)}<span>${escapeHtml(note)}</span></figcaption>
<ol class="bars">${rows.join('\n')}</ol></figure>`;
}
