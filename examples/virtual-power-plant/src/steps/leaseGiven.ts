import type { PriceSeries } from '@usina/core';
import type { TelemetryStore } from '@usina/core/store';

/** The roof's rent follows its revenue: what its meter delivered at the price of each hour. */
export async function leaseGiven(
  store: TelemetryStore,
  options: { startMs: number; endMs: number; prices: PriceSeries; signal: AbortSignal },
): Promise<Record<string, Record<string, unknown>>> {
  const { prices, ...range } = options;
  const energy = await store.range({
    assetId: 'embu-meter',
    points: ['energyExportedWh'],
    ...range,
    stepMs: prices.stepMs,
  });
  const from = Math.round((energy.startMs - prices.startMs) / prices.stepMs);
  const microsWh = energy.columns.energyExportedWh.reduce(
    (sum, wattHours, i) => sum + BigInt(Math.round(wattHours || 0)) * (prices.micros[from + i] ?? 0n),
    0n,
  );
  const centavos = microsWh / 10_000_000_000n;
  return { 'lease-embu': { plantRevenue: `${centavos / 100n}.${String(centavos % 100n).padStart(2, '0')}` } };
}
