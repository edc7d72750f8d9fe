import type { WeatherVariable } from './Weather.ts';
import { WeatherError } from './WeatherError.ts';

type Conversion = (value: number) => number;

const same: Conversion = (value) => value;
const times =
  (factor: number): Conversion =>
  (value) =>
    value * factor;

const irradiance: Record<string, Conversion> = {
  'W/m2': same,
  'W/m²': same,
  'kW/m2': times(1000),
  'kW/m²': times(1000),
};
const temperature: Record<string, Conversion> = {
  '°C': same,
  C: same,
  K: (value) => value - 273.15,
  '°F': (value) => (value - 32) / 1.8,
};
const speed: Record<string, Conversion> = {
  'm/s': same,
  'km/h': times(1 / 3.6),
  mph: times(0.44704),
  'mp/h': times(0.44704),
  kn: times(1852 / 3600),
};
const share: Record<string, Conversion> = { '%': same, '1': times(100) };
const pressure: Record<string, Conversion> = { Pa: same, hPa: times(100), mbar: times(100), kPa: times(1000) };

/** Units that each column may be delivered in; the first is its own. */
const unitsOf: Readonly<Record<WeatherVariable, Readonly<Record<string, Conversion>>>> = {
  ghiWm2: irradiance,
  dniWm2: irradiance,
  dhiWm2: irradiance,
  poaWm2: irradiance,
  airTemperatureC: temperature,
  moduleTemperatureC: temperature,
  windSpeedMps: speed,
  relativeHumidityPercent: share,
  cloudCoverPercent: share,
  pressurePa: pressure,
};

/** The conversion of a delivered unit to the column's own. Throws `WEATHER_UNIT` for one that does not fit. */
export function toOwnUnit(variable: WeatherVariable, unit: string | undefined, where: string): Conversion {
  const known = unitsOf[variable];
  const conversion = unit === undefined ? same : known?.[unit];
  if (conversion) return conversion;
  const expected =
    known === undefined ? `a column of ${Object.keys(unitsOf).join(', ')}` : Object.keys(known).join(', ');
  throw new WeatherError('WEATHER_UNIT', `${where}: read ${variable} in "${unit}", expected ${expected}.`, {
    context: { variable, unit, where },
  });
}
