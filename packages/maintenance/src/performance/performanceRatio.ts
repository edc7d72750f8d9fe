import { type Evidence, type Evidenced, evidenced, insufficient } from '@usina/core';
import type { Series } from '@usina/core/series';
import { irradianceOf } from '../history/irradianceOf.ts';
import { sunWeights } from '../history/sunWeights.ts';
import { commonGrid, type UnitHistory } from '../history/UnitHistory.ts';
import { usableValues } from '../history/usableValues.ts';
import { finalYield, referenceIrradianceWm2, referenceYield } from './yields.ts';

export interface PerformanceRatioOptions {
  /** The plant or one unit, with `acPowerW` and, without it there is no ratio, `dcCapacityW`. */
  unit: UnitHistory;
  /** `poaWm2` (or `ghiWm2`, which the evidence then says) and, for the corrected ratio, `moduleTemperatureC`. */
  weather?: Series | undefined;
  /** Of power, from the data sheet of the modules: −0.004 for most silicon. [1/°C] */
  temperatureCoefficientPerC?: number | undefined;
  /** Least share of the time with both power and irradiance, weighted by the usual sun of each time of day. @defaultValue 0.9 */
  minCoverage?: number;
}

/** A performance ratio with the sums that it stands on, all over the same intervals. */
export interface PerformanceRatio {
  /** Final over reference yield; 0.75 to 0.9 for a sound plant over a year. */
  readonly ratio: number;
  /** The same at 25 °C modules (PR′_STC), where module temperature and the coefficient are known. */
  readonly temperatureCorrected?: number;
  readonly finalYieldH: number;
  readonly referenceYieldH: number;
  readonly energyWh: number;
  readonly irradiationWhM2: number;
}

export type NoPerformanceRatio = 'noNameplate' | 'noPower' | 'noIrradiance' | 'lowCoverage' | 'noSun';

/**
 * Performance ratio of IEC 61724-1: energy delivered over what the rated power would have made of the sun that came.
 * Only intervals with both power and irradiance count; flagged values do not. Irradiance below zero, the offset of a
 * pyranometer at night, counts as none.
 *
 * Answers insufficient data without a nameplate, power, irradiance or enough coverage.
 *
 * @see IEC 61724-1:2021, "Photovoltaic system performance – Part 1: Monitoring", clause 10, performance ratios.
 *
 * @example
 * // one hour at 800 W/m² and 50 °C modules: 10 kW of modules gave 6.48 kW
 * performanceRatio({ unit, weather, temperatureCoefficientPerC: -0.004 })
 * // { ok: true, value: { ratio: 0.81, temperatureCorrected: 0.9, … }, evidence: { coverage: 1, … } }
 */
export function performanceRatio({
  unit,
  weather,
  temperatureCoefficientPerC,
  minCoverage = 0.9,
}: PerformanceRatioOptions): Evidenced<PerformanceRatio, NoPerformanceRatio> {
  const { startMs, endMs, stepMs, length } = commonGrid([unit], weather);
  const power = usableValues(unit.series, 'acPowerW');
  const irradiance = irradianceOf(weather);
  const notes: string[] = [];
  const evidence: Evidence = {
    sources: [unit.assetId, ...(irradiance ? [`weather:${irradiance.point}`] : [])],
    range: { startMs, endMs },
    rule: 'IEC 61724-1:2021 performance ratio',
    knownAtMs: endMs,
    notes,
  };
  const { dcCapacityW } = unit;
  if (dcCapacityW === undefined || !(dcCapacityW > 0)) {
    const read = dcCapacityW === undefined ? 'is not known. Give dcCapacityW' : `is ${dcCapacityW} W, expected above 0`;
    return insufficient('noNameplate', `The DC capacity of ${unit.assetId} ${read}.`, evidence);
  }
  if (!power) return insufficient('noPower', `${unit.assetId} has no column acPowerW.`, evidence);
  if (!irradiance) return insufficient('noIrradiance', 'No irradiance was given (poaWm2 or ghiWm2).', evidence);
  if (irradiance.point === 'ghiWm2') notes.push('Horizontal irradiance was used: not the ratio of the standard.');

  const factor = temperatureFactor(weather, temperatureCoefficientPerC, notes);
  const hours = stepMs / 3_600_000;
  const weightOf = sunWeights(irradiance.values, stepMs);
  let [used, possible, energyWh, irradiationWhM2, warmEnergyWh, warmIrradiationWhM2] = [0, 0, 0, 0, 0, 0];
  for (let interval = 0; interval < length; interval++) {
    const [watts, sun] = [power[interval]!, Math.max(irradiance.values[interval]!, 0)];
    const weight = weightOf(interval);
    possible += weight;
    if (!Number.isFinite(watts) || !Number.isFinite(sun)) continue;
    used +=
      weight *
      Math.min(unit.series.coverage.acPowerW?.[interval] ?? 1, weather?.coverage[irradiance.point]?.[interval] ?? 1);
    energyWh += watts * hours;
    irradiationWhM2 += sun * hours;
    const share = factor?.(interval) ?? Number.NaN;
    if (!Number.isFinite(share)) continue;
    warmEnergyWh += watts * hours;
    warmIrradiationWhM2 += sun * hours * share;
  }
  const coverage = possible > 0 ? used / possible : 0;
  const covered = { ...evidence, coverage };
  notes.push('Coverage is weighted by the usual sun of each time of day.');
  if (coverage < minCoverage && possible > 0) {
    const message = `Power and irradiance cover ${(100 * coverage).toFixed(1)} % of the sunny time, ${100 * minCoverage} % are needed.`;
    return insufficient('lowCoverage', message, covered);
  }
  if (!(irradiationWhM2 > 0)) return insufficient('noSun', 'There was no irradiance in the time given.', covered);
  const finalYieldH = finalYield({ energyWh, dcCapacityW });
  const referenceYieldH = referenceYield({ irradiationWhM2 });
  const corrected = warmEnergyWh / ((dcCapacityW * warmIrradiationWhM2) / referenceIrradianceWm2);
  return evidenced(
    {
      ratio: finalYieldH / referenceYieldH,
      ...(Number.isFinite(corrected) ? { temperatureCorrected: corrected } : {}),
      finalYieldH,
      referenceYieldH,
      energyWh,
      irradiationWhM2,
    },
    covered,
  );
}

/** What module temperature makes of rated power in an interval; undefined, and noted, where it is not known. */
function temperatureFactor(
  weather: Series | undefined,
  perC: number | undefined,
  notes: string[],
): ((interval: number) => number) | undefined {
  const modules = weather && usableValues(weather, 'moduleTemperatureC');
  if (perC === undefined || !modules) {
    notes.push(`No temperature correction: ${perC === undefined ? 'coefficient' : 'module temperature'} not given.`);
    return undefined;
  }
  return (interval) => 1 + perC * (modules[interval]! - 25);
}
