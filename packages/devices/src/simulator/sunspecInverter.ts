import { common } from '../sunspec/models/common.ts';
import { inverterSinglePhase, inverterSplitPhase, inverterThreePhase } from '../sunspec/models/inverter.ts';
import { placePoints } from '../sunspec/SunspecModel.ts';
import { type DeviceData, largestValues, type PointValues } from './DeviceData.ts';
import { createModelEncoder, powersFor, writeText } from './encodeModel.ts';

/** A simulated inverter with the SunSpec models 1 and, by its phases, 101, 102 or 103. */
export interface SunspecInverterOptions {
  kind: 'sunspec-inverter';
  assetId: string;
  /** What it measures, by point: `acPowerW`, `energyWh`, `dcPowerW`, `frequencyHz`, `cabinetTemperatureC`, `stateCode` … */
  data: DeviceData;
  /** Largest value of each point, from which its scale factors are chosen; larger ones are cut. @defaultValue found in a series; needed for a function */
  largest?: PointValues | undefined;
  /** 1, 2 (split phase) or 3. @defaultValue 3 */
  phases?: 1 | 2 | 3 | undefined;
  /** @defaultValue 'Usina' */
  maker?: string | undefined;
  /** @defaultValue 'SIM-101', 'SIM-102' or 'SIM-103' */
  model?: string | undefined;
  /** @defaultValue the asset's id */
  serial?: string | undefined;
  /**
   * What happens to a request where its data has nothing: `unanswered`, so that the reader waits for its timeout, or
   * `gateway`, exception 11 at once, as a gateway says it of a device behind it that did not respond. @defaultValue 'unanswered'
   */
  silence?: 'unanswered' | 'gateway' | undefined;
  /** Unit id that it answers to; others get exception 11, as from a gateway. @defaultValue 1 */
  unit?: number | undefined;
  /** @defaultValue 0, any free one */
  port?: number | undefined;
}

const models = { 1: inverterSinglePhase, 2: inverterSplitPhase, 3: inverterThreePhase } as const;
/** Where the map begins, and the marker that stands there. */
const baseAddress = 40_000;
const marker = [0x5375, 0x6e53];
const end = [0xffff, 0];

/** The registers of an inverter at an instant from `baseAddress` on; undefined where it is silent. */
export function createInverterImage(
  options: SunspecInverterOptions,
  valuesAt: (atMs: number) => PointValues | undefined,
) {
  const { assetId, phases = 3, maker = 'Usina', serial = assetId, data } = options;
  const model = models[phases];
  const largest = { ...largestValues(data), ...options.largest };
  const encode = createModelEncoder(model, powersFor(model, largest));
  const who = commonRegisters({ Mn: maker, Md: options.model ?? `SIM-${model.id}`, SN: serial, Vr: '1' });
  let cachedMs: number | undefined;
  let cached: Uint16Array | undefined;
  return {
    baseAddress,
    at(atMs: number): Uint16Array | undefined {
      if (atMs === cachedMs) return cached;
      cachedMs = atMs;
      const values = valuesAt(atMs);
      cached = values === undefined ? undefined : Uint16Array.from([...marker, ...who, ...encode(values), ...end]);
      return cached;
    },
  };
}

function commonRegisters(texts: Readonly<Record<string, string>>): Uint16Array {
  const registers = createModelEncoder(common, {})({});
  for (const at of placePoints(common)) {
    const text = texts[at.name];
    if (text !== undefined) writeText(registers, at, text);
    if (at.name === 'Pad') registers[at.offset] = 0x8000;
  }
  return registers;
}
