import { escapeHtml, extent, scale, short } from './chartFrame.ts';

export interface Bar {
  label: string;
  value: number;
  /** Written behind the bar instead of the number. */
  text?: string;
  /** Draws attention: a fault, a payment. */
  alert?: boolean;
}

export interface BarChart {
  title: string;
  unit: string;
  bars: readonly Bar[];
  /** Where bars start. @defaultValue 0 */
  base?: number;
}

const size = { width: 860, row: 24, label: 220, value: 120 };

/** Horizontal bars from a base line, in the order given: rankings and cash flows. */
export function barChart({ title, unit, bars, base = 0 }: BarChart): string {
  const [low, high] = extent([base, ...bars.map(({ value }) => value)], false);
  const x = scale([low, high], [size.label + 8, size.width - size.value]);
  const zero = x(base);
  const rows = bars.map(({ label, value, text, alert }, i) => {
    const middle = i * size.row + size.row / 2;
    const [from, to] = [Math.min(zero, x(value)), Math.max(zero, x(value))];
    return `<text class="label" x="${size.label}" y="${middle}" dy=".32em" text-anchor="end">${escapeHtml(label)}</text>
<rect class="bar ${alert ? 'alert' : value < base ? 'negative' : 'positive'}" x="${from.toFixed(1)}" y="${middle - 8}" width="${Math.max(1, to - from).toFixed(1)}" height="16" rx="2"/>
<text class="value" x="${(to + 8).toFixed(1)}" y="${middle}" dy=".32em">${escapeHtml(text ?? short(value))}</text>`;
  });
  const height = bars.length * size.row;
  return `<figure><figcaption>${escapeHtml(title)}<span>${escapeHtml(unit)}</span></figcaption>
<svg viewBox="0 0 ${size.width} ${height}" role="img" aria-label="${escapeHtml(title)}"><line class="grid zero" x1="${zero.toFixed(1)}" x2="${zero.toFixed(1)}" y1="0" y2="${height}"/>${rows.join('\n')}</svg></figure>`;
}
