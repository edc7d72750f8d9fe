import {
  absoluteAirmass,
  dayOfYear,
  extraRadiation,
  extraRadiationNrel,
  gueymard94Pw,
  haurwitz,
  ineichen,
  kasten96Lt,
  pressureAtAltitude,
  relativeAirmass,
  simplifiedSolis,
  sunPosition,
} from '@usina/forecast/solar';
import { absolute, direction, relative } from './Check.ts';
import { byRow, closed, type PvTable } from './PvTable.ts';

export const solarPosition: PvTable = {
  inputs: ['time', 'latitude', 'longitude', 'altitude_m', 'pressure_pa', 'temp_c', 'delta_t_s'],
  checks: {
    ...Object.fromEntries(
      ['zenith', 'apparent_zenith', 'elevation', 'apparent_elevation'].map((name) => [name, absolute('deg', 1e-6)]),
    ),
    azimuth: direction(1e-6),
    equation_of_time_min: absolute('min', 1e-6),
    earth_sun_distance_au: relative(1e-9),
  },
  compute: (rows) => {
    const times = rows.text('time').map((text) => Date.parse(text));
    const at = times.values();
    return byRow(rows, (n) => {
      const sun = sunPosition({
        atMs: at.next().value!,
        latitudeDeg: n.latitude!,
        longitudeDeg: n.longitude!,
        altitudeM: n.altitude_m!,
        pressurePa: n.pressure_pa!,
        airTemperatureC: n.temp_c!,
        deltaTS: n.delta_t_s!,
      });
      return {
        zenith: sun.zenithDeg,
        apparent_zenith: sun.apparentZenithDeg,
        elevation: 90 - sun.zenithDeg,
        apparent_elevation: 90 - sun.apparentZenithDeg,
        azimuth: sun.azimuthDeg,
        equation_of_time_min: sun.equationOfTimeMin,
        earth_sun_distance_au: sun.distanceAu,
      };
    });
  },
};

export const clearSky: PvTable = {
  inputs: [
    'time',
    'doy',
    'apparent_zenith',
    'altitude_m',
    'linke_turbidity',
    'aod700',
    'precipitable_water_cm',
    'temp_air',
    'relative_humidity',
    'kasten96_airmass_used',
  ],
  checks: {
    ...closed('pressure_alt2pres_pa', 'extra_spencer', 'extra_asce', 'extra_nrel', 'haurwitz_ghi'),
    ...closed(
      'airmass_relative_kastenyoung1989',
      'airmass_relative_simple',
      'airmass_relative_gueymard1993',
      'airmass_absolute',
    ),
    ...closed(
      'ineichen_ghi',
      'ineichen_dni',
      'ineichen_dhi',
      'ineichen_perez_ghi',
      'ineichen_perez_dni',
      'ineichen_perez_dhi',
    ),
    ...closed('solis_ghi', 'solis_dni', 'solis_dhi', 'gueymard94_pw_cm', 'kasten96_lt'),
  },
  compute: (rows) => {
    const at = rows
      .text('time')
      .map((text) => Date.parse(text))
      .values();
    return byRow(rows, (n) => {
      const atMs = at.next().value!;
      const zenithDeg = n.apparent_zenith!;
      const airmass = relativeAirmass({ zenithDeg });
      const pressurePa = pressureAtAltitude({ altitudeM: n.altitude_m! });
      const sky = {
        apparentZenithDeg: zenithDeg,
        absoluteAirmass: absoluteAirmass({ relativeAirmass: airmass, pressurePa }),
        linkeTurbidity: n.linke_turbidity!,
        altitudeM: n.altitude_m!,
        dniExtraWm2: extraRadiation({ dayOfYear: dayOfYear(atMs) }),
      };
      const clear = ineichen(sky);
      const enhanced = ineichen({ ...sky, perezEnhancement: true });
      const solis = simplifiedSolis({
        apparentElevationDeg: 90 - zenithDeg,
        aod700: n.aod700!,
        precipitableWaterCm: n.precipitable_water_cm!,
        pressurePa,
        dniExtraWm2: sky.dniExtraWm2,
      });
      return {
        pressure_alt2pres_pa: pressurePa,
        extra_spencer: sky.dniExtraWm2,
        extra_asce: extraRadiation({ dayOfYear: n.doy!, model: 'asce' }),
        extra_nrel: extraRadiationNrel({ atMs, deltaTS: 67 }),
        airmass_relative_kastenyoung1989: airmass,
        airmass_relative_simple: relativeAirmass({ zenithDeg, model: 'simple' }),
        airmass_relative_gueymard1993: relativeAirmass({ zenithDeg, model: 'gueymard1993' }),
        airmass_absolute: sky.absoluteAirmass,
        haurwitz_ghi: haurwitz({ apparentZenithDeg: zenithDeg }),
        ineichen_ghi: clear.ghiWm2,
        ineichen_dni: clear.dniWm2,
        ineichen_dhi: clear.dhiWm2,
        ineichen_perez_ghi: enhanced.ghiWm2,
        ineichen_perez_dni: enhanced.dniWm2,
        ineichen_perez_dhi: enhanced.dhiWm2,
        solis_ghi: solis.ghiWm2,
        solis_dni: solis.dniWm2,
        solis_dhi: solis.dhiWm2,
        gueymard94_pw_cm: gueymard94Pw({ airTemperatureC: n.temp_air!, relativeHumidityPercent: n.relative_humidity! }),
        kasten96_lt: kasten96Lt({
          absoluteAirmass: n.kasten96_airmass_used!,
          precipitableWaterCm: n.precipitable_water_cm!,
          aodBb: n.aod700!,
        }),
      };
    });
  },
};
