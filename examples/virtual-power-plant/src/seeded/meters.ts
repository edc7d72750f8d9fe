import type { DeviceRecord } from '../Scenario.ts';
import { counter } from './inverters.ts';
import type { Random } from './random.ts';
import type { SeededSite } from './sites.ts';

/** Revenue meters of a site: what its inverters delivered, less the wiring, and what the neighbours behind it took. */
export function seededMeters(
  site: SeededSite,
  truePowerW: Float64Array[],
  stepMs: number,
  random: Random,
): DeviceRecord[] {
  const hours = stepMs / 3_600_000;
  const length = truePowerW[0]!.length;
  const acPowerW = Float64Array.from({ length }, (_, i) =>
    Math.round(0.995 * truePowerW.reduce((sum, column) => sum + (column[i] || 0), 0)),
  );
  const meters: DeviceRecord[] = [
    { assetId: `${site.id}-meter`, columns: { acPowerW, energyExportedWh: counter(acPowerW, hours, 9_000_000) } },
  ];
  if (site.loadW === 0) return meters;
  const perDay = 86_400_000 / stepMs;
  const demandW = Float64Array.from({ length }, (_, i) => {
    const hour = ((i % perDay) * 24) / perDay;
    const milking = bump(hour, 5, 1.5) + bump(hour, 16.5, 1.5);
    return Math.round(site.loadW * (0.45 + 0.9 * milking + 0.25 * bump(hour, 12, 3)) * (1 + 0.05 * random.normal()));
  });
  meters.push({
    assetId: `${site.id}-load-meter`,
    columns: { acPowerW: demandW.map((watts) => -watts), energyImportedWh: counter(demandW, hours, 4_000_000) },
  });
  meters.push(battery(site, acPowerW, demandW, hours));
  return meters;
}

/** Stores what the farm does not take around noon and gives it back in the evening. Positive is discharge. */
function battery(site: SeededSite, generationW: Float64Array, demandW: Float64Array, hours: number): DeviceRecord {
  const capacityWh = 400_000;
  const limitW = 100_000;
  let chargeWh = 0.3 * capacityWh;
  const stateOfChargePercent = new Float64Array(generationW.length);
  const acPowerW = Float64Array.from(generationW, (generation, i) => {
    stateOfChargePercent[i] = Number(((100 * chargeWh) / capacityWh).toFixed(1));
    const spareW = generation - demandW[i]!;
    const wishW =
      spareW > 0
        ? -Math.min(spareW, limitW, (0.95 * capacityWh - chargeWh) / (0.95 * hours))
        : Math.min(-spareW, limitW, Math.max(0, (chargeWh - 0.1 * capacityWh) / hours));
    const watts = Math.round(wishW);
    chargeWh -= watts < 0 ? watts * 0.95 * hours : watts * hours;
    return watts;
  });
  return { assetId: `${site.id}-battery`, columns: { acPowerW, stateOfChargePercent } };
}

function bump(hour: number, centre: number, width: number): number {
  return Math.exp(-(((hour - centre) / width) ** 2));
}
