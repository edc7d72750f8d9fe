/** Quantities by their size in the unit of the vocabulary: factor 1 is what our points carry. */
const sizes: Readonly<Record<string, readonly [base: string, factor: number]>> = {
  mW: ['W', 1e-3],
  W: ['W', 1],
  kW: ['W', 1e3],
  MW: ['W', 1e6],
  VA: ['VA', 1],
  kVA: ['VA', 1e3],
  MVA: ['VA', 1e6],
  var: ['var', 1],
  kvar: ['var', 1e3],
  Mvar: ['var', 1e6],
  Wmin: ['Wh', 1 / 60],
  Wh: ['Wh', 1],
  kWh: ['Wh', 1e3],
  MWh: ['Wh', 1e6],
  J: ['Wh', 1 / 3_600],
  varh: ['varh', 1],
  kvarh: ['varh', 1e3],
  mV: ['V', 1e-3],
  V: ['V', 1],
  kV: ['V', 1e3],
  mA: ['A', 1e-3],
  A: ['A', 1],
  kA: ['A', 1e3],
  mHz: ['Hz', 1e-3],
  Hz: ['Hz', 1],
  hPa: ['Pa', 100],
  kPa: ['Pa', 1e3],
  Pa: ['Pa', 1],
  'W/m²': ['W/m²', 1],
  'kW/m²': ['W/m²', 1e3],
};

/**
 * What a number in `from` is multiplied with to be in `to`; undefined where the table has no way between them.
 *
 * @example
 * unitFactor('kWh', 'Wh') // 1000
 */
export function unitFactor(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const source = Object.hasOwn(sizes, from) ? sizes[from] : undefined;
  const target = Object.hasOwn(sizes, to) ? sizes[to] : undefined;
  if (source === undefined || target === undefined || source[0] !== target[0]) return undefined;
  return source[1] / target[1];
}
