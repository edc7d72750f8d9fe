import { Flag, flagsToBits } from '../readings/Flag.ts';
import type { PointDefinition } from '../readings/PointDefinition.ts';
import { vocabulary } from '../readings/vocabulary.ts';
import { standardRollOvers } from './counterStep.ts';
import { type PowerLimits, unknownPowerW } from './powerLimits.ts';
import { requireOption, requireWhole } from './StreamError.ts';

/** What decides which window a value belongs to and how it is summed. */
export interface WindowRulesOptions {
  /** Length of a window. [ms] Windows start at whole multiples of it since 1970-01-01 UTC, plus `offsetMs`. */
  everyMs: number;
  /** Start of windows within the length. [ms] @defaultValue 0 */
  offsetMs?: number;
  /** How much later than the newest reading of all groups a reading may have been measured. [ms] @defaultValue 0 */
  latenessMs?: number;
  /** Between values farther apart nothing is interpolated. [ms] @defaultValue `everyMs`, at most 15 minutes */
  maxGapMs?: number;
  /** How far a reading may be dated after it was received. [ms] @defaultValue `everyMs` */
  maxAheadMs?: number;
  /** How gauges are integrated: straight lines between values, or each value until the next. @defaultValue 'trapezoid' */
  integration?: 'trapezoid' | 'step';
  /** Points to keep. @defaultValue all that the readings carry */
  points?: readonly string[];
  /** Says which points are gauges, counters and states; an unknown point is a gauge. @defaultValue the standard vocabulary */
  vocabulary?: Readonly<Record<string, PointDefinition>>;
  /** Flags whose values are not used. @defaultValue all but `estimated` and `corrected` */
  unusable?: readonly Flag[];
  /**
   * Most that an asset can deliver: tells a jump of a counter from growth. [W] The default fits no asset: give
   * `powerLimits(portfolio)` where nameplates are known. @defaultValue 100 MW
   */
  maxPowerW?: number | PowerLimits | ((assetId: string) => number);
  /** Numbers at which registers go on from zero. @defaultValue 2³² × 1, 10, 100, 1000 */
  rollOverAt?: readonly number[];
  /** Most readings of one group that wait for the watermark; bounds memory. @defaultValue 10,000 */
  maxInFlight?: number;
}

export interface WindowRules {
  readonly everyMs: number;
  readonly offsetMs: number;
  readonly latenessMs: number;
  readonly maxGapMs: number;
  readonly maxAheadMs: number;
  readonly step: boolean;
  readonly points: readonly string[] | undefined;
  readonly vocabulary: Readonly<Record<string, PointDefinition>>;
  readonly unusableBits: number;
  readonly maxPowerW: (assetId: string) => number;
  /** What `maxPowerW` says at least, for any asset. */
  readonly leastMaxPowerW: number;
  readonly rollOverAt: readonly number[];
  readonly maxInFlight: number;
}

const unusableByDefault: readonly Flag[] = [
  'stale',
  'outOfRange',
  'notImplemented',
  'commError',
  'frozen',
  'unitSuspect',
  'retained',
];
const integrations: readonly string[] = ['trapezoid', 'step'];
const quarterHourMs = 900_000;
/** A week: the times of all readings in flight must lie within 31 bits of milliseconds. For months see `sumByCalendar` of `@usina/core/series`. */
const longestMs = 7 * 86_400_000;

/** Checks the options and fills the defaults. Throws `STREAM_OPTION`. */
export function windowRules(options: WindowRulesOptions): WindowRules {
  requireOption('options', options, typeof options === 'object' && options !== null, 'an object with everyMs');
  const everyMs = requireWhole('everyMs', options.everyMs, 1, longestMs);
  const { maxPowerW = unknownPowerW, integration = 'trapezoid', points } = options;
  const { unusable = unusableByDefault, rollOverAt = standardRollOvers } = options;
  requireOption('integration', integration, integrations.includes(integration), '"trapezoid" or "step"');
  const isPower = typeof maxPowerW === 'function' || maxPowerW > 0;
  requireOption('maxPowerW', maxPowerW, isPower, 'watts above zero, or a function of the asset id');
  requireOption('points', points, points === undefined || areNames(points), 'a list of points');
  const areFlags = Array.isArray(unusable) && unusable.every((flag) => Flag.options.includes(flag));
  requireOption('unusable', unusable, areFlags, `a list of ${Flag.options.join(', ')}`);
  const areSizes = Array.isArray(rollOverAt) && rollOverAt.every((size) => size > 0);
  requireOption('rollOverAt', rollOverAt, areSizes, 'a list of numbers above zero');
  return {
    everyMs,
    offsetMs: requireWhole('offsetMs', options.offsetMs ?? 0, -longestMs, longestMs),
    latenessMs: requireWhole('latenessMs', options.latenessMs ?? 0, 0, longestMs),
    maxGapMs: requireWhole('maxGapMs', options.maxGapMs ?? Math.min(everyMs, quarterHourMs), 1, longestMs),
    maxAheadMs: requireWhole('maxAheadMs', options.maxAheadMs ?? everyMs, 0, longestMs),
    step: integration === 'step',
    points,
    vocabulary: options.vocabulary ?? vocabulary,
    unusableBits: flagsToBits(unusable),
    maxPowerW: typeof maxPowerW === 'function' ? maxPowerW : () => maxPowerW,
    leastMaxPowerW: typeof maxPowerW === 'function' ? leastOf(maxPowerW) : maxPowerW,
    rollOverAt,
    maxInFlight: requireWhole('maxInFlight', options.maxInFlight ?? 10_000, 2, 65_535),
  };
}

/** Of a plain function it is not known without asking for every asset: then every growth is judged. */
function leastOf(limits: PowerLimits | ((assetId: string) => number)): number {
  return 'leastW' in limits ? limits.leastW : 0;
}

function areNames(points: readonly unknown[]): boolean {
  return Array.isArray(points) && points.every((point) => typeof point === 'string');
}
