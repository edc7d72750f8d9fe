import { pvSystem } from '@usina/forecast/solar';

/** 6.6 kW of modules on a roof in Florianópolis that looks north, on a 6 kW inverter. */
export const roof = pvSystem({
  latitudeDeg: -27.6,
  longitudeDeg: -48.55,
  altitudeM: 12,
  arrays: [{ dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0, mounting: 'closeRoof' }],
  inverter: { acCapacityW: 6_000 },
});
