import { localDateOf } from '@usina/core/time';
import type { UnitHistory } from '@usina/maintenance';

/** The same energy as machines tell it in different ways, over the same intervals. [Wh] */
export interface EnergyWitnesses {
  acWh: number;
  dcWh: number;
  /** By the counter over the life of the machine (TOTAL_YIELD). */
  lifetimeWh: number;
  /** By the counter that starts again at midnight (DAILY_YIELD); undefined where the machines tell none. */
  todayWh: number | undefined;
}

/** Adds up what machines tell over the intervals at both ends of which each of these quantities was told, within one local day. */
export function energyWitnesses(units: readonly UnitHistory[], timeZone: string): EnergyWitnesses {
  const sum = { acWh: 0, dcWh: 0, lifetimeWh: 0, todayWh: 0 };
  let today = false;
  const dates = rememberedDates(timeZone);
  for (const { series } of units) {
    const { acPowerW, dcPowerW, energyWh, energyTodayWh } = series.columns;
    if (!acPowerW || !dcPowerW || !energyWh) continue;
    today ||= energyTodayWh !== undefined;
    const hours = series.stepMs / 3_600_000;
    const dateOf = (i: number) => dates.at(series.startMs + i * series.stepMs);
    for (let i = 0; i + 1 < acPowerW.length; i += 1) {
      const told = {
        acWh: ((acPowerW[i]! + acPowerW[i + 1]!) / 2) * hours,
        dcWh: ((dcPowerW[i]! + dcPowerW[i + 1]!) / 2) * hours,
        lifetimeWh: energyWh[i + 1]! - energyWh[i]!,
        todayWh: energyTodayWh ? energyTodayWh[i + 1]! - energyTodayWh[i]! : 0,
      };
      const usable = Object.values(told).every((wattHours) => wattHours >= 0);
      if (!usable || (energyTodayWh && dateOf(i) !== dateOf(i + 1))) continue;
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += told[name];
    }
  }
  return { ...sum, todayWh: today ? sum.todayWh : undefined };
}

/** Local dates, each found once: machines of a site share their stamps. */
function rememberedDates(timeZone: string) {
  const known = new Map<number, string>();
  return {
    at(ms: number): string {
      let date = known.get(ms);
      if (date === undefined) {
        date = localDateOf(ms, timeZone);
        known.set(ms, date);
      }
      return date;
    },
  };
}
