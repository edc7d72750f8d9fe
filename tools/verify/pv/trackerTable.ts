import { singleAxis } from '@usina/forecast/solar';
import { direction, relative } from './Check.ts';
import { byRow, closed, type PvTable } from './PvTable.ts';

export const tracker: PvTable = {
  inputs: [
    'apparent_zenith',
    'solar_azimuth',
    'axis_tilt',
    'axis_azimuth',
    'max_angle',
    'backtrack',
    'gcr',
    'cross_axis_tilt',
  ],
  checks: {
    ...closed('tracker_theta', 'surface_tilt'),
    aoi: relative(),
    surface_azimuth: direction(1e-9),
  },
  compute: (rows) => {
    const backtrack = rows.text('backtrack').values();
    return byRow(rows, (n) => {
      const angles = singleAxis({
        apparentZenithDeg: n.apparent_zenith!,
        solarAzimuthDeg: n.solar_azimuth!,
        axisTiltDeg: n.axis_tilt!,
        axisAzimuthDeg: n.axis_azimuth!,
        maxAngleDeg: n.max_angle!,
        backtrack: backtrack.next().value!.toLowerCase() === 'true',
        gcr: n.gcr!,
        crossAxisTiltDeg: n.cross_axis_tilt!,
      });
      return {
        tracker_theta: angles.trackerThetaDeg,
        aoi: angles.aoiDeg,
        surface_tilt: angles.surfaceTiltDeg,
        surface_azimuth: angles.surfaceAzimuthDeg,
      };
    });
  },
};
