/** A picture and where a chart draws inside it, in pixels of its own coordinate system. */
export interface Frame {
  /** Which screens show it: every chart is drawn for both, and the page hides one. */
  screen: 'broad' | 'narrow';
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** More marks of time than this run into one another. */
  marks: number;
}

/** Scaling one picture down to a phone would leave its text too small to read. */
export const frames: readonly Frame[] = [
  { screen: 'broad', width: 860, height: 330, left: 72, right: 16, top: 16, bottom: 44, marks: 9 },
  { screen: 'narrow', width: 360, height: 240, left: 56, right: 10, top: 12, bottom: 34, marks: 5 },
];

export interface Scale {
  (value: number): number;
  domain: readonly [number, number];
}

/** Maps a domain to pixels. A domain without width is widened, so that a flat line stays in the middle. */
export function scale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain[0] === domain[1] ? [domain[0] - 1, domain[1] + 1] : domain;
  const factor = (range[1] - range[0]) / (high - low);
  return Object.assign((value: number) => range[0] + (value - low) * factor, { domain: [low, high] as const });
}

/** Round steps (1, 2, 2.5, 5 × 10ⁿ) that cover the domain in about `count` ticks. */
export function ticks([low, high]: readonly [number, number], count = 5): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? power;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step + 1e-9) + 1 }, (_, i) =>
    Number((first + i * step).toPrecision(12)),
  );
}

/** Lowest and highest finite value, zero included when asked; 0 to 1 where there is no value at all. */
export function extent(values: Iterable<number>, withZero = true): [number, number] {
  let low = withZero ? 0 : Number.POSITIVE_INFINITY;
  let high = withZero ? 0 : Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** How numbers of an axis are written: all in the one prefix that fits the largest. `writer(3e7, 'W')(2e7)` is `20 MW`. */
export function writer(largest: number, unit: string): (value: number) => string {
  const size = Math.abs(largest);
  const [divisor, prefix] = size >= 1e9 ? [1e9, 'G'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e3 ? [1e3, 'k'] : [1, ''];
  return (value) => `${Number((value / divisor).toPrecision(3))} ${prefix}${unit}`;
}

/** Text that is safe between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
