import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeModel } from '../sunspec/decodeModel.ts';
import { inverterThreePhase } from '../sunspec/models/inverter.ts';
import { createModelEncoder, powerFor, powersFor } from './encodeModel.ts';

it.each([
  ['int16', 1_411_000, 2],
  ['int16', 15_000_000, 3],
  ['int16', 6_000, 0],
  ['int16', 300, -2],
  ['acc32', 7.85e9, 1],
  ['acc32', 4.29e9, 0],
  ['uint16', 60, -2],
] as const)('carries %s up to %d with a power of %d', (type, largest, power) => {
  expect(powerFor(type, largest)).toBe(power);
});

it('reads back 1411 kW within 50 W, 7.85 GWh within 10 Wh and 15 MW of DC within 500 W', () => {
  const powers = powersFor(inverterThreePhase, { acPowerW: 1_411_000, energyWh: 7.85e9, dcPowerW: 15e6 });
  const encode = createModelEncoder(inverterThreePhase, powers);
  const values = fc.record({
    acPowerW: fc.double({ min: -1_411_000, max: 1_411_000, noNaN: true }),
    energyWh: fc.double({ min: 100, max: 7.85e9, noNaN: true }),
    dcPowerW: fc.double({ min: -15e6, max: 15e6, noNaN: true }),
  });
  fc.assert(
    fc.property(values, (truth) => {
      const { scaled } = decodeModel(inverterThreePhase, encode(truth));
      expect(Math.abs(scaled.W! - truth.acPowerW)).toBeLessThanOrEqual(50);
      expect(Math.abs(scaled.WH! - truth.energyWh)).toBeLessThanOrEqual(5);
      expect(Math.abs(scaled.DCW! - truth.dcPowerW)).toBeLessThanOrEqual(500);
      expect(scaled.Hz).toBeNull();
    }),
  );
});

it('shares one scale factor between the phases, as the model does', () => {
  expect(powersFor(inverterThreePhase, { acVoltageL1V: 240, acVoltageL1L2V: 700 })).toEqual({ V_SF: -1 });
});
