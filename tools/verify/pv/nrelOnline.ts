import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSeries } from '@usina/core/series';
import { perez, pvSystem, pvwattsAc, sapmMountings, sapmTemperature, simulate } from '@usina/forecast/solar';
import { absolute, relative } from './Check.ts';
import type { Comparison } from './Comparison.ts';

/** Of PVWatts version 5 for standard modules. [1/°C] */
const temperatureCoefficientPerC = -0.0047;

/**
 * A year of NREL's online PVWatts: independent of pvlib and of us, with models that its file does not say in full.
 * Each figure says what of a difference is of the models.
 */
export const nrelOnline: Comparison = (folder, file) => {
  const { fact, column } = readOnline(join(folder, file));
  const theirs = {
    poaWm2: column('Plane of Array Irradiance (W/m^2)'),
    dcPowerW: column('DC Array Output (W)'),
    acPowerW: column('AC System Output (W)'),
    cellC: column('Cell Temperature (C)'),
  };
  const number = (name: string) => Number(fact(name));
  const dcCapacityW = number('DC System Size (kW):') * 1_000;
  const acCapacityW = dcCapacityW / number('DC to AC Size Ratio:');
  const nominalEfficiency = number('Invert Efficiency:') / 100;
  const onRoof = fact('Array Type:').includes('roof');
  const temperature = sapmTemperature(onRoof ? sapmMountings.closeRoof : sapmMountings.openRack);
  const airTemperatureC = column('Ambient Temperature (C)');
  const windSpeedMps = column('Wind Speed (m/s)');
  const system = pvSystem({
    latitudeDeg: number('Lat (deg N):'),
    longitudeDeg: -number('Long (deg W):'),
    altitudeM: number('Elev (m):'),
    arrays: [
      {
        dcCapacityW,
        temperatureCoefficientPerC,
        tiltDeg: number('Array Tilt (deg):'),
        azimuthDeg: number('Array Azimuth (deg):'),
        temperature,
      },
    ],
    inverter: { acCapacityW, nominalEfficiency },
    lossPercent: number('System Losses:'),
    albedo: 0.2,
    transposition: perez,
  });
  const series = createSeries({
    // hours of local standard time at Denver, seven hours behind UTC
    startMs: Date.UTC(1990, 0, 1, 7),
    stepMs: 3_600_000,
    columns: {
      dniWm2: column('Beam Irradiance (W/m^2)'),
      dhiWm2: column('Diffuse Irradiance (W/m^2)'),
      airTemperatureC,
      windSpeedMps,
    },
  });
  const ours = simulate(system, { label: 'start', series }).columns;
  const inverted = pvwattsAc({
    dcPowerW: theirs.dcPowerW,
    dcLimitW: acCapacityW / nominalEfficiency,
    nominalEfficiency,
  });
  const cellC = temperature.cellTemperatureC({ ...ours, airTemperatureC, windSpeedMps });
  const warmth = (celsius: number) => 1 + temperatureCoefficientPerC * (celsius - 25);
  const dcAsWarm = ours.dcPowerW.map((power, i) => (power / warmth(cellC[i]!)) * warmth(theirs.cellC[i]!));
  const because = {
    inverter: 'The same curve: no difference but its three decimals.',
    light:
      'The same sky, and the sun of an hour at the middle of its part with the sun up in both: rounding of its weather.',
    warm: 'With its cell temperatures: what its transmitted light differs from ours.',
    models:
      'Its cells follow a transient heat balance (Fuentes, INOCT 45 or 49 °C), ours the steady Sandia model; whose close roof mount is the warmer.',
  };
  const beside = (name: string, got: Float64Array, expected: Float64Array, tolerance: number, reason: string) => [
    {
      name: `${name} over the year`,
      got: sum(got),
      expected: sum(expected),
      check: relative(tolerance),
      because: reason,
    },
    {
      name: `${name} by the hour, RMSE over mean`,
      got: rootMeanSquare(got, expected) / (sum(expected) / got.length),
      expected: 0,
      check: absolute('share', 4 * tolerance),
      because: reason,
    },
  ];
  return [
    {
      name: 'AC of its DC, worst hour [W]',
      got: worst(inverted, theirs.acPowerW),
      expected: 0,
      check: absolute('W', 0.01),
      because: because.inverter,
    },
    ...beside('plane of array', ours.poaWm2, theirs.poaWm2, 0.001, because.light),
    ...beside('DC at its cell temperature', dcAsWarm, theirs.dcPowerW, 0.005, because.warm),
    ...beside('AC of the whole chain', ours.acPowerW, theirs.acPowerW, onRoof ? 0.06 : 0.01, because.models),
  ];
};

function readOnline(path: string) {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  const head = lines.findIndex((line) => line.startsWith('Month,'));
  const names = lines[head]!.split(',').map((name) => name.replaceAll('"', ''));
  const rows = lines.slice(head + 1, head + 1 + 8_760).map((line) => line.split(','));
  const fact = (name: string) => {
    const line = lines.slice(0, head).find((each) => each.startsWith(`${name},`));
    if (line === undefined) throw new Error(`${path} does not say "${name}".`);
    return line.split(',')[1]!;
  };
  return { fact, column: (name: string) => Float64Array.from(rows, (row) => Number(row[names.indexOf(name)])) };
}

function sum(column: Float64Array): number {
  return column.reduce((total, value) => total + value, 0);
}

function worst(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

function rootMeanSquare(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((total, value, i) => total + (value - b[i]!) ** 2, 0) / a.length);
}
