import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calcparamsCec, calcparamsDesoto, iFromV, ivCurve, maxPowerPoint, singleDiode, vFromI } from './index.ts';

/** 72 cells at 25 °C, ideality 1.01: the first of the precise curves in pvlib's tests. */
const precise = {
  photocurrentA: 1,
  saturationCurrentA: 5e-10,
  resistanceSeriesOhm: 0.1,
  resistanceShuntOhm: 300,
  nNsVthV: (1.01 * 72 * 1.380649e-23 * 298.15) / 1.602176634e-19,
};
const module = {
  alphaScAPerC: 0.004492,
  aRefV: 2.00496,
  iLRefA: 7.08408,
  iORefA: 5.1755e-10,
  rShRefOhm: 434.131,
  rSOhm: 0.8116,
};
const weather = { effectiveIrradianceWm2: 1313.61, cellTemperatureC: 48.15 };

describe('single diode', () => {
  it('gives the points of the curve of a high-precision solver', () => {
    const points = singleDiode(precise);
    expect(points.iScA).toBeCloseTo(0.9996667777132811, 13);
    expect(points.vOcV).toBeCloseTo(39.74810737986973, 11);
    expect(points.iMpA).toBeCloseTo(0.8461238609144801, 11);
    expect(points.vMpV).toBeCloseTo(33.93689431545555, 10);
    expect(points.pMpW).toBeCloseTo(28.71481604563992, 12);
    expect(points.iXA).toBeCloseTo(0.9334201211682994, 12);
    expect(points.iXxA).toBeCloseTo(0.686923883864677, 9);
    const curve = ivCurve({ ...precise, points: 3 });
    expect(curve.voltageV[1]).toBeCloseTo(19.874, 3);
    expect([...curve.currentA].map((current) => current.toFixed(4))).toEqual(['0.9997', '0.9334', '0.0000']);
  });

  it('takes a module from its data sheet to its circuit as pvlib 0.15.2 does', () => {
    const circuit = calcparamsDesoto({ ...weather, ...module });
    expect(circuit.photocurrentA).toBeCloseTo(9.442320369977999, 12);
    expect(circuit.saturationCurrentA / 1.930332517218216e-8).toBeCloseTo(1, 10);
    expect(circuit.resistanceShuntOhm).toBeCloseTo(330.48697863140507, 10);
    expect(circuit.nNsVthV).toBeCloseTo(2.160636082508804, 12);
    expect(iFromV({ ...circuit, voltageV: 29.0018 })).toBeCloseTo(8.955799792276276, 9);
    expect(vFromI({ ...circuit, currentA: 1.561133 })).toBeCloseTo(41.53712257170719, 9);
    const adjusted = calcparamsCec({ ...weather, ...module, adjustPercent: 11.435 });
    expect(adjusted.photocurrentA).toBeCloseTo(9.426699926569295, 12);
    expect(maxPowerPoint(adjusted).pMpW).toBeCloseTo(263.8007531122184, 7);
  });

  it('is zero in the dark and missing where the weather is missing', () => {
    const columns = {
      effectiveIrradianceWm2: Float64Array.of(0, Number.NaN, 800),
      cellTemperatureC: Float64Array.of(10, 20, 40),
    };
    const points = singleDiode(calcparamsDesoto({ ...module, ...columns }) as never);
    for (const column of Object.values(points) as Float64Array[]) {
      expect(column[0]).toBe(0);
      expect(column[1]).toBeNaN();
      expect(column[2]).toBeGreaterThan(0);
    }
  });

  const circuits = fc.record({
    photocurrentA: fc.double({ min: 1e-4, max: 20, noNaN: true }),
    saturationCurrentA: fc.double({ min: -14, max: -5, noNaN: true }).map((power) => 10 ** power),
    resistanceSeriesOhm: fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 3, noNaN: true })),
    resistanceShuntOhm: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: 5, max: 1e5, noNaN: true })),
    nNsVthV: fc.double({ min: 0.02, max: 6, noNaN: true }),
  });

  it('holds the equation at any circuit, on both sides of the curve', () => {
    fc.assert(
      fc.property(circuits, fc.double({ min: -0.2, max: 1.2, noNaN: true }), (circuit, share) => {
        const { vOcV } = singleDiode(circuit);
        const voltageV = share * vOcV;
        const currentA = iFromV({ ...circuit, voltageV });
        const vd = voltageV + currentA * circuit.resistanceSeriesOhm;
        const { photocurrentA, saturationCurrentA, resistanceShuntOhm, nNsVthV } = circuit;
        const diode = saturationCurrentA * Math.expm1(vd / nNsVthV);
        const rest = photocurrentA - diode - vd / resistanceShuntOhm - currentA;
        expect(Math.abs(rest)).toBeLessThan(1e-9 * (photocurrentA + Math.abs(currentA)));
        if (share > 0.9) expect(vFromI({ ...circuit, currentA })).toBeCloseTo(voltageV, 7);
      }),
    );
  });

  it('finds no point of the curve with more power than its maximum', () => {
    fc.assert(
      fc.property(circuits, fc.double({ min: 0, max: 1, noNaN: true }), (circuit, share) => {
        const { pMpW, vMpV, iMpA, vOcV, iScA } = singleDiode(circuit);
        const voltageV = share * vOcV;
        expect(voltageV * iFromV({ ...circuit, voltageV })).toBeLessThanOrEqual(pMpW * (1 + 1e-12));
        expect(vMpV).toBeLessThanOrEqual(vOcV);
        expect(iMpA).toBeLessThanOrEqual(iScA);
        expect(pMpW).toBeGreaterThan(0);
      }),
    );
  });

  it('gives more power for more light', () => {
    const levels = Float64Array.from({ length: 200 }, (_, i) => i * 7);
    const { pMpW } = maxPowerPoint(
      calcparamsDesoto({ ...module, effectiveIrradianceWm2: levels, cellTemperatureC: 40 }),
    ) as { pMpW: Float64Array };
    for (let i = 1; i < levels.length; i++) expect(pMpW[i]).toBeGreaterThan(pMpW[i - 1]!);
  });

  it('carries no current without a shunt beyond what light and diode give', () => {
    expect(vFromI({ ...precise, resistanceShuntOhm: Number.POSITIVE_INFINITY, currentA: 1.5 })).toBeNaN();
  });
});
