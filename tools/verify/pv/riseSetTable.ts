import { sunRiseSetTransit } from '@usina/forecast/solar';
import { absolute } from './Check.ts';
import { byRow, type PvTable } from './PvTable.ts';

const events = ['sunrise', 'sunset', 'transit'] as const;

/** The columns of text repeat those of seconds, which are compared. */
export const riseSet: PvTable = {
  inputs: ['utc_day', 'latitude', 'longitude', 'delta_t_s', ...events],
  checks: Object.fromEntries(events.map((event) => [`${event}_unix_s`, absolute('s', 1)])),
  compute: (rows) => {
    const days = rows
      .text('utc_day')
      .map((text) => Date.parse(text))
      .values();
    return byRow(rows, (n) => {
      const sun = sunRiseSetTransit({
        atMs: days.next().value!,
        latitudeDeg: n.latitude!,
        longitudeDeg: n.longitude!,
        deltaTS: n.delta_t_s!,
      });
      return {
        sunrise_unix_s: sun.sunriseMs / 1000,
        sunset_unix_s: sun.sunsetMs / 1000,
        transit_unix_s: sun.transitMs / 1000,
      };
    });
  },
};
