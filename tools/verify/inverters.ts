import { checkUnits, findOutages, findUnderperformers, rankUnits, reconcileEnergy } from '@usina/maintenance';
import { median } from '../median.ts';
import type { VerifyArea } from '../verify.ts';
import { type Plant, readPlants } from './inverters/readPlant.ts';

const minIrradianceWm2 = 300;

/**
 * Units of each plant in a folder, ranked beside their peers, with outages, the proof of their units and both energies.
 * Passed and failed count what must hold on any plant: each figure against a direct computation from the file's rows.
 */
const inverters: VerifyArea = async ([folder], print) => {
  if (folder === undefined) throw new Error('Name the folder: npm run verify -- inverters FOLDER');
  const rows = readPlants(folder).flatMap(checkPlant);
  for (const row of rows) print(row);
  const failed = rows.filter(({ passed }) => !passed).length;
  const zeroRowsByDay: Record<string, number> = {};
  for (const [day, count] of rows.flatMap((row) => Object.entries(row.zeroRowsByDay))) {
    zeroRowsByDay[day] = (zeroRowsByDay[day] ?? 0) + count;
  }
  return {
    passed: rows.length - failed,
    failed,
    ranking: rows.map(({ plant, unit, ratio }) => ({ plant, unit, ratio })),
    underperforming: rows.filter((row) => row.underperforming).map(({ unit }) => unit),
    zeroRows: rows.reduce((sum, row) => sum + row.zeroRows, 0),
    zeroRowsByDay,
    dcToAc: round(median(rows.map((row) => row.dcToAc)), 4),
    unitSuspects: rows.filter((row) => row.unitSuspect !== null).length,
    generationRows: rows.reduce((sum, row) => sum + row.rows, 0),
  };
};

export default inverters;

function checkPlant({ name, units, weather }: Plant) {
  const ranking = rankUnits({ units, weather, minIrradianceWm2 });
  if (!ranking.ok) throw new Error(`${name}: ${ranking.message}`);
  const outages = findOutages({ units, weather, minIrradianceWm2, point: 'dcPowerW' });
  const suspects = checkUnits({ units, counters: 'registers' });
  const weak = findUnderperformers({ ranking });
  const direct = directRatios(units, weather);
  const { startMs, stepMs } = weather;

  return ranking.value.map(({ assetId, rank, ratio, intervals, robustZ, confidence, lossWh = 0 }) => {
    const { columns } = units.find((unit) => unit.assetId === assetId)!.series;
    const [dc, ac, registerWh] = [columns.dcPowerW!, columns.acPowerW!, columns.energyWh!];
    const zero = [...dc.keys()].filter((i) => dc[i] === 0 && weather.columns.poaWm2![i]! > minIrradianceWm2);
    const own = outages.filter((finding) => finding.assetId === assetId);
    const suspect = suspects.find((finding) => finding.assetId === assetId);
    const energy = reconcileEnergy({ assetId, startMs, stepMs, powerW: ac, registerWh });
    const dcToAc = ratioOfSums(dc, ac);
    const believed = suspect?.point === 'dcPowerW' ? dcToAc * (suspect.correction?.factor ?? 1) : dcToAc;
    const checks = {
      ratio: Math.abs(ratio - direct.get(assetId)!) < 1e-9,
      zeroRows: own.reduce((sum, { magnitude }) => sum + magnitude.value, 0) === zero.length,
      unit: suspect === undefined || suspect.point !== 'dcPowerW' || (believed > 0.95 && believed < 1.35),
      energy: energy.ok && (energy.value.breaks > 0 || closes(energy.value.counterWh, registerWh, ac)),
    };
    const zeroRowsByDay: Record<string, number> = {};
    for (const interval of zero) {
      const day = new Date(startMs + interval * stepMs).toISOString().slice(0, 10);
      zeroRowsByDay[day] = (zeroRowsByDay[day] ?? 0) + 1;
    }
    return {
      plant: name,
      unit: assetId,
      rank,
      ratio: round(ratio, 5),
      intervals,
      robustZ: round(robustZ, 2),
      confidence: round(confidence, 3),
      lossKwh: round(lossWh / 1000, 1),
      underperforming: weak.some((finding) => finding.assetId === assetId),
      zeroRows: zero.length,
      zeroRowsByDay,
      outages: own.length,
      outageLossKwh: round(own.reduce((sum, finding) => sum + (finding.lossWh ?? 0), 0) / 1000, 1),
      dcToAc: round(dcToAc, 4),
      unitSuspect: suspect ? { point: suspect.point, factor: suspect.correction?.factor ?? null } : null,
      proof: suspect?.evidence.notes ?? [],
      rows: ac.filter(Number.isFinite).length,
      coveragePercent: round(100 * (energy.evidence.coverage ?? 0), 2),
      ...(energy.ok
        ? {
            powerKwh: round(energy.value.powerWh / 1000, 1),
            counterKwh: round(energy.value.counterWh / 1000, 1),
            differencePercent: round(100 * energy.value.difference, 3),
            gapKwh: round(energy.value.gapWh / 1000, 1),
            unexplainedPercent: round(100 * energy.value.unexplained, 3),
            counterBreaks: energy.value.breaks,
          }
        : { energy: energy.reason }),
      passed: Object.values(checks).every(Boolean),
      checks,
    };
  });
}

/** The ratios by their definition alone, straight from the rows. */
function directRatios(units: Plant['units'], weather: Plant['weather']): Map<string, number> {
  const ratios = new Map<string, number[]>(units.map(({ assetId }) => [assetId, []]));
  for (const [interval, irradiance] of weather.columns.poaWm2!.entries()) {
    if (!(irradiance > minIrradianceWm2)) continue;
    const present = units.filter(({ series }) => !Number.isNaN(series.columns.dcPowerW![interval]!));
    const middle = median(present.map(({ series }) => series.columns.dcPowerW![interval]!));
    for (const { assetId, series } of present) {
      const ratio = series.columns.dcPowerW![interval]! / middle;
      if (Number.isFinite(ratio)) ratios.get(assetId)!.push(ratio);
    }
  }
  return new Map([...ratios].map(([assetId, list]) => [assetId, median(list)]));
}

function ratioOfSums(over: Float64Array, under: Float64Array): number {
  let [a, b] = [0, 0];
  for (const [index, value] of over.entries()) {
    if (Number.isNaN(value) || Number.isNaN(under[index]!)) continue;
    a += value;
    b += under[index]!;
  }
  return a / b;
}

/** A counter without breaks progresses from its first row to its last by the sum of its steps. */
function closes(counterWh: number, registerWh: Float64Array, ac: Float64Array): boolean {
  const rows = registerWh.filter((value, index) => Number.isFinite(value) && Number.isFinite(ac[index]!));
  return Math.abs(counterWh - (rows.at(-1)! - rows[0]!)) < 1;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
