import { escapeHtml, extent, type Frame, frames, type Scale, scale, ticks, writer } from './chartFrame.ts';
import { timeMarks } from './timeAxis.ts';

export interface Line {
  name: string;
  /** Position in the palette. */
  color: 1 | 2;
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
  /** Without prefix: the axis finds it. */
  unit: string;
  /** Sign, label of time. */
  note?: string;
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
  const { title, note = '', timeZone, lines, bands = [] } = chart;
  const legend = [
    ...lines.map((line) => `<li><i class="key ${classOf(line)}"></i>${escapeHtml(line.name)}</li>`),
    ...bands.map(({ name }, i) => `<li><i class="key band b${i + 1}"></i>${escapeHtml(name)}</li>`),
  ];
  const told = [note, `clock of ${timeZone}`].filter(Boolean).join('; ');
  return `<figure><figcaption>${escapeHtml(title)}<span>${escapeHtml(told)}</span></figcaption>
${frames.map((frame) => picture(chart, frame)).join('\n')}
<ul class="legend">${legend.join('')}</ul></figure>`;
}

function picture({ title, unit, lines, bands = [], ...time }: TimeChart, frame: Frame): string {
  const { screen, width, height, left, right, top, bottom, marks: most } = frame;
  const count = Math.max(...lines.map(({ values }) => values.length), 1);
  const all = [...lines.map(({ values }) => values), ...bands.flatMap(({ low, high }) => [low, high])];
  const y = scale(extent(flatten(all)), [height - bottom, top]);
  const x = scale([0, count], [left, width - right]);
  const endMs = time.startMs + count * time.stepMs;
  const marks = timeMarks({ ...time, endMs, most }).map(({ atMs, label }) => {
    const at = x((atMs - time.startMs) / time.stepMs).toFixed(1);
    return `<text class="tick" x="${at}" y="${height - 14}" text-anchor="middle">${escapeHtml(label)}</text>`;
  });
  const shapes = [
    ...bands.map((band) => `<path class="band" d="${area(band, x, y)}"><title>${escapeHtml(band.name)}</title></path>`),
    ...lines.map(
      (line) =>
        `<path class="line ${classOf(line)}" d="${path(line.values, x, y)}"><title>${escapeHtml(line.name)}</title></path>`,
    ),
  ];
  return `<svg class="${screen}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${yAxis(y, unit, frame)}${marks.join('')}${shapes.join('')}</svg>`;
}

const classOf = ({ color, dashed }: Line) => `c${color}${dashed ? ' dashed' : ''}`;

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
    // of a value alone between gaps the line makes a dot
    d += `${pen}${x(i + 0.5).toFixed(1)} ${y(value).toFixed(1)}${pen === 'M' ? 'h0' : ''}`;
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

function yAxis(y: Scale, unit: string, { width, left, right }: Frame): string {
  const write = writer(Math.max(...y.domain.map(Math.abs)), unit);
  return ticks(y.domain)
    .map((tick) => {
      const at = y(tick).toFixed(1);
      return `<line class="grid${tick === 0 ? ' zero' : ''}" x1="${left}" x2="${width - right}" y1="${at}" y2="${at}"/><text class="tick" x="${left - 8}" y="${at}" dy=".32em" text-anchor="end">${escapeHtml(write(tick))}</text>`;
    })
    .join('');
}
