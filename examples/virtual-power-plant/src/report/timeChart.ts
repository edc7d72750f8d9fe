import { escapeHtml, extent, frame, type Scale, scale, short, ticks } from './chartFrame.ts';

export interface Line {
  name: string;
  /** Position in the palette, 1 to 4. */
  color: 1 | 2 | 3 | 4;
  values: ArrayLike<number>;
  dashed?: boolean;
}

export interface Band {
  name: string;
  low: ArrayLike<number>;
  high: ArrayLike<number>;
}

export interface TimeChart {
  title: string;
  unit: string;
  startMs: number;
  stepMs: number;
  /** IANA zone of the labels. */
  timeZone: string;
  lines: readonly Line[];
  /** Drawn below the lines, widest first. */
  bands?: readonly Band[];
}

/** Values over time as SVG: lines, and bands for quantiles. A gap in the data is a gap in the line. */
export function timeChart(chart: TimeChart): string {
  const count = Math.max(...chart.lines.map(({ values }) => values.length), 1);
  const all = [
    ...chart.lines.map(({ values }) => values),
    ...(chart.bands ?? []).flatMap(({ low, high }) => [low, high]),
  ];
  const y = scale(extent(flatten(all)), [frame.height - frame.bottom, frame.top]);
  const x = scale([0, count], [frame.left, frame.width - frame.right]);
  const bands = (chart.bands ?? []).map(
    (band) => `<path class="band" d="${area(band, x, y)}"><title>${escapeHtml(band.name)}</title></path>`,
  );
  const lines = chart.lines.map(
    (line) =>
      `<path class="line c${line.color}${line.dashed ? ' dashed' : ''}" d="${path(line.values, x, y)}"><title>${escapeHtml(line.name)}</title></path>`,
  );
  const legend = [
    ...chart.lines.map(
      (line) => `<li><i class="key c${line.color}${line.dashed ? ' dashed' : ''}"></i>${escapeHtml(line.name)}</li>`,
    ),
    ...(chart.bands ?? []).map((band) => `<li><i class="key band"></i>${escapeHtml(band.name)}</li>`),
  ];
  return `<figure><figcaption>${escapeHtml(chart.title)}<span>${escapeHtml(chart.unit)}</span></figcaption>
<svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escapeHtml(chart.title)}">${yAxis(y)}${timeAxis(chart, count, x)}${bands.join('')}${lines.join('')}</svg>
<ul class="legend">${legend.join('')}</ul></figure>`;
}

function* flatten(columns: ArrayLike<number>[]): Generator<number> {
  for (const column of columns) for (let i = 0; i < column.length; i += 1) yield column[i]!;
}

function path(values: ArrayLike<number>, x: Scale, y: Scale): string {
  let d = '';
  let pen = 'M';
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      pen = 'M';
      continue;
    }
    d += `${pen}${x(i + 0.5).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
  }
  return d;
}

function area({ low, high }: Band, x: Scale, y: Scale): string {
  const top: string[] = [];
  const bottom: string[] = [];
  for (let i = 0; i < low.length; i += 1) {
    if (!Number.isFinite(low[i]!) || !Number.isFinite(high[i]!)) continue;
    top.push(`${x(i + 0.5).toFixed(1)} ${y(high[i]!).toFixed(1)}`);
    bottom.unshift(`${x(i + 0.5).toFixed(1)} ${y(low[i]!).toFixed(1)}`);
  }
  return top.length === 0 ? '' : `M${top.join('L')}L${bottom.join('L')}Z`;
}

export function yAxis(y: Scale): string {
  return ticks(y.domain)
    .map((tick) => {
      const at = y(tick).toFixed(1);
      return `<line class="grid${tick === 0 ? ' zero' : ''}" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${at}" y2="${at}"/><text class="tick" x="${frame.left - 8}" y="${at}" dy=".32em" text-anchor="end">${short(tick)}</text>`;
    })
    .join('');
}

function timeAxis({ startMs, stepMs, timeZone }: TimeChart, count: number, x: Scale): string {
  const spanH = (count * stepMs) / 3_600_000;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...(spanH > 72 ? { day: '2-digit', month: 'short' } : { hour: '2-digit', minute: '2-digit' }),
  });
  const every = Math.max(1, Math.round(count / 8));
  let marks = '';
  for (let i = 0; i < count; i += every) {
    const at = x(i).toFixed(1);
    marks += `<text class="tick" x="${at}" y="${frame.height - 12}" text-anchor="middle">${format.format(startMs + i * stepMs)}</text>`;
  }
  return marks;
}
