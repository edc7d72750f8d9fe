import { readFileSync } from 'node:fs';
import type { PvSystem, SimulationWeather } from '@usina/forecast/solar';
import { csvWeather } from '@usina/forecast/weather/csv';
import { clearYear } from './clearYear.ts';

/**
 * Weather of a CSV file with the columns time, ghi, temp_air and wind_speed (W/m², °C, m/s), where the second argument
 * says what a stamp means; a clear sky without a file.
 */
export function weatherOf([file, label]: readonly string[], roof: PvSystem): SimulationWeather {
  if (file === undefined) return clearYear(roof);
  return csvWeather({
    text: readFileSync(file, 'utf8'),
    file,
    label: label as SimulationWeather['label'],
    columns: { time: 'time', ghiWm2: 'ghi', airTemperatureC: 'temp_air', windSpeedMps: 'wind_speed' },
    timeZone: 'America/Sao_Paulo',
  });
}
