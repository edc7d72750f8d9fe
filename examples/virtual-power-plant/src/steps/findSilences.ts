import type { Finding } from '@usina/core';
import type { UnitHistory } from '@usina/maintenance';

const minutesMs = 60_000;
/** A shorter gap is a lost row, not a silent machine. */
const shortestMs = 60 * minutesMs;

/**
 * Finds the times at which a machine gave no row for an hour or longer. That is no outage: its counter may have run on, and
 * then the energy of the gap is known from it.
 */
export function findSilences(units: readonly UnitHistory[]): Finding[] {
  const answering = countAnswers(units);
  return units.flatMap(({ assetId, series }) => {
    const { startMs, stepMs, columns } = series;
    const power = columns.acPowerW!;
    const counter = columns.energyWh;
    return gapsOf(power)
      .filter(({ from, to }) => (to - from) * stepMs >= shortestMs)
      .map(({ from, to }): Finding => {
        const range = { startMs: startMs + from * stepMs, endMs: startMs + to * stepMs };
        const alone = answering.subarray(from, to).some((answers) => answers > 0);
        const behind = counter && counter[to]! - counter[from - 1]!;
        return {
          id: `silence:${assetId.slice(0, 75)}:${range.startMs}`,
          assetId,
          rule: 'silence',
          ...range,
          detectedAtMs: range.startMs + shortestMs,
          magnitude: { value: to - from, unit: 'intervals' },
          confidence: 1,
          action: alone
            ? 'Check the line to the machine: cable, converter, address.'
            : 'All machines were silent at once: check the data logger and the line to the plant.',
          evidence: {
            sources: [assetId],
            range,
            coverage: 0,
            rule: `no row for ${shortestMs / minutesMs} min or longer`,
            notes: Number.isFinite(behind)
              ? [`Its counter ran on: ${(behind! / 1000).toFixed(1)} kWh from the row before to the row after.`]
              : [],
          },
        };
      });
  });
}

/** How many units have a row, by interval. */
function countAnswers(units: readonly UnitHistory[]): Uint32Array {
  const count = new Uint32Array(units[0]?.series.columns.acPowerW?.length ?? 0);
  for (const { series } of units) {
    for (const [i, watts] of series.columns.acPowerW!.entries()) if (!Number.isNaN(watts)) count[i]! += 1;
  }
  return count;
}

function gapsOf(values: Float64Array): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  for (let from = 0; from < values.length; from += 1) {
    if (!Number.isNaN(values[from]!)) continue;
    let to = from + 1;
    while (to < values.length && Number.isNaN(values[to]!)) to += 1;
    gaps.push({ from, to });
    from = to;
  }
  return gaps;
}
