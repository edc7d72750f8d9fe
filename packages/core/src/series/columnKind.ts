import type { PointDefinition } from '../readings/PointDefinition.ts';
import { vocabulary } from '../readings/vocabulary.ts';

/**
 * What the numbers of a column are, and so how intervals become longer or shorter ones:
 *
 * - `gauge` a mean over the interval: the mean, weighted by coverage;
 * - `angle` a direction in degrees: the mean on the circle, missing where directions cancel out;
 * - `amount` what flowed during the interval (energy, rain): the sum, or an even share;
 * - `counter` a register as it stood at the interval start: the difference, which is an amount;
 * - `state` what held last in the interval: the last one.
 */
export type ColumnKind = 'gauge' | 'angle' | 'amount' | 'counter' | 'state';

/** The kinds of some columns, where their names do not say it. */
export type ColumnKinds<Name extends string> = Readonly<Partial<Record<Name, ColumnKind>>>;

/** Ends of names of directions. A tilt is no direction. */
const directions = /[Dd]irectionDeg$|[Aa]zimuthDeg$/;
/** Ends of names whose unit is that of an amount. */
const amountUnits = /[a-z0-9](Wh|Varh|Vah)$|[a-z]Mm$/;

/**
 * The kind of a column by its name: what the vocabulary says, where a counter's column holds amounts because series
 * are made by differencing; else `amount` for names that end in `Wh`, `Varh`, `Vah` or `Mm`, `angle` for those that
 * end in `DirectionDeg` or `AzimuthDeg`; else `gauge`.
 *
 * @example
 * columnKind('energyExportedWh') // 'amount'
 * columnKind('acPowerW') // 'gauge'
 */
export function columnKind(name: string): ColumnKind {
  if (Object.hasOwn(vocabulary, name)) {
    const kind = pointKind((vocabulary as Readonly<Record<string, PointDefinition>>)[name]!);
    return kind === 'counter' ? 'amount' : kind;
  }
  if (directions.test(name)) return 'angle';
  return amountUnits.test(name) ? 'amount' : 'gauge';
}

/** What the readings of a point are: its kind, with directions told apart from other gauges. */
export function pointKind({ kind, circular }: PointDefinition): 'gauge' | 'angle' | 'counter' | 'state' {
  return kind === 'gauge' && circular === true ? 'angle' : kind;
}
