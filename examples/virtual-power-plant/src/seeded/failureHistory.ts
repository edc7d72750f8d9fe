import { createSeries } from '@usina/core/series';
import type { AssetTelemetry, MachineEvent } from '@usina/maintenance/failure';
import { createRandom, type Random } from './random.ts';
import { regionalDays } from './weather.ts';

/** The service company's other inverters of the same make: what they measured before their fans failed. */
export interface FailureHistory {
  telemetry: AssetTelemetry[];
  events: MachineEvent[];
}

const machines = 30;
const days = 120;
const stepMs = 3_600_000;
/** A worn fan shows in the cabinet's temperature for about this long before it stops. */
const wearDays = 5;

/** Four months of hourly telemetry of thirty inverters up to `endMs`, with fans that wear out now and then. */
export function failureHistory(endMs: number, seed: number): FailureHistory {
  const random = createRandom(seed);
  const startMs = endMs - days * 24 * stepMs;
  const clearness = regionalDays(days, random);
  const warmthC = Array.from({ length: days }, () => 19 + 2 * random.normal());
  const telemetry: AssetTelemetry[] = [];
  const events: MachineEvent[] = [];
  for (let m = 0; m < machines; m += 1) {
    const assetId = `sister-${m + 1}`;
    const failures = failureHours(random);
    const biasC = random.normal();
    const acPowerW = new Float64Array(days * 24);
    const cabinetTemperatureC = acPowerW.map((_, h) => {
      const day = Math.floor(h / 24);
      const sun = Math.max(0, Math.sin((((h % 24) - 6) / 12) * Math.PI)) ** 1.2;
      const load = Math.min(1, 1.1 * sun * clearness[day]! * (1 + 0.1 * random.normal()));
      const down = failures.some((at) => h >= at && h < at + 24);
      acPowerW[h] = down ? 0 : 100_000 * load;
      const daily = Math.sin((((h % 24) - 9) / 12) * Math.PI);
      const air = warmthC[day]! + biasC + 6 * daily * (0.4 + clearness[day]!);
      return (
        cabinetTemperature({
          airC: air,
          load: down ? 0 : load,
          wear: wearAt(
            h / 24,
            failures.map((at) => at / 24),
          ),
        }) +
        0.3 * random.normal()
      );
    });
    telemetry.push({
      assetId,
      group: 'sisters',
      series: createSeries({ startMs, stepMs, columns: { acPowerW, cabinetTemperatureC } }),
    });
    for (const hour of failures) {
      events.push({ assetId, kind: 'failure', component: 'fan', atMs: startMs + hour * stepMs });
      events.push({ assetId, kind: 'replacement', component: 'fan', atMs: startMs + (hour + 24) * stepMs });
    }
  }
  return { telemetry, events };
}

/** Air in the cabinet: warmed by the load, more so when the fan is worn (0 new, 1 stopped). [°C] */
export function cabinetTemperature({ airC, load, wear }: { airC: number; load: number; wear: number }): number {
  return airC + 8 + 32 * load * (1 + 0.55 * wear);
}

/** How worn a fan is that fails on the given days. */
export function wearAt(day: number, failureDays: readonly number[]): number {
  const next = failureDays.find((failure) => failure > day);
  return next === undefined ? 0 : Math.max(0, 1 - (next - day) / wearDays);
}

function failureHours(random: Random): number[] {
  const hours: number[] = [];
  for (let day = 12 + 70 * random.next(); day < days - 1; day += 25 + 80 * random.next())
    hours.push(Math.floor(day * 24 + 8 + 8 * random.next()));
  return hours;
}
