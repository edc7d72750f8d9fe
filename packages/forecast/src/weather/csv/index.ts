export { type CsvColumn, type CsvWeatherOptions, csvWeather } from './csvWeather.ts';
