import { from, lastValueFrom, map, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { powerLimits } from './powerLimits.ts';
import { toEnergy } from './toEnergy.ts';
import { windowed } from './windowed.ts';

const assets = [
  { id: 'inverter', nameplate: { acCapacityW: 6_000, dcCapacityW: 6_600, mpptInputs: 2 } },
  { id: 'battery', nameplate: { capacityWh: 90_000, chargePowerW: 4_000, dischargePowerW: 5_000 } },
  { id: 'station', nameplate: { points: ['airTemperatureC'] } },
];

it('is half as much again as the greatest power on the nameplate', () => {
  const limits = powerLimits({ assets });
  expect(limits('inverter')).toBeCloseTo(9_900, 9);
  expect(limits('battery')).toBe(7_500);
  expect(limits('station')).toBe(1e8);
  expect(limits('nobody')).toBe(1e8);
  expect(limits.leastW).toBe(7_500);
  expect(powerLimits({ assets: [] }).leastW).toBe(1e8);
});

it('tells a register that was exchanged from growth', async () => {
  const readings = [5_000_000, 5_000_100, 10_000_100, 10_000_200].map((energyWh, i) => ({
    assetId: 'inverter',
    source: 'test',
    atMs: i * 300_000,
    receivedAtMs: i * 300_000,
    values: { energyWh },
  }));
  const energyOf = (maxPowerW: ReturnType<typeof powerLimits> | number) =>
    lastValueFrom(
      from(readings).pipe(
        windowed({ everyMs: 900_000, maxPowerW }),
        toEnergy(),
        map(({ energyWh, counter }) => [energyWh, counter?.exchanges]),
        toArray(),
      ),
    );
  expect((await energyOf(powerLimits({ assets })))[0]).toEqual([200, 1]);
  expect((await energyOf(1e8))[0]).toEqual([5_000_200, 0]);
});
