/** What the simulated portfolio is made of: three plants in submarket SE/CO. Places are real towns, everything else is made up. */
export interface SeededSite {
  id: string;
  name: string;
  latitudeDeg: number;
  longitudeDeg: number;
  altitudeM: number;
  inverters: number;
  inverterAcW: number;
  /** Of the modules on one inverter. */
  inverterDcW: number;
  tiltDeg: number;
  /** Clockwise from north: modules south of the equator look north. */
  azimuthDeg: number;
  /** Mean power that the neighbours behind the meter take, 0 where there are none. */
  loadW: number;
}

export const seededSites: readonly SeededSite[] = [
  {
    id: 'embu',
    name: 'Leased warehouse roof, Embu das Artes SP',
    latitudeDeg: -23.65,
    longitudeDeg: -46.85,
    altitudeM: 775,
    inverters: 4,
    inverterAcW: 100_000,
    inverterDcW: 125_000,
    tiltDeg: 10,
    azimuthDeg: 20,
    loadW: 0,
  },
  {
    id: 'pocos',
    name: 'Solar field, Poços de Caldas MG',
    latitudeDeg: -21.79,
    longitudeDeg: -46.57,
    altitudeM: 1_190,
    inverters: 6,
    inverterAcW: 125_000,
    inverterDcW: 156_000,
    tiltDeg: 20,
    azimuthDeg: 0,
    loadW: 0,
  },
  {
    id: 'uberaba',
    name: 'Dairy farm, Uberaba MG',
    latitudeDeg: -19.75,
    longitudeDeg: -47.93,
    altitudeM: 790,
    inverters: 3,
    inverterAcW: 75_000,
    inverterDcW: 93_000,
    tiltDeg: 15,
    azimuthDeg: 0,
    loadW: 45_000,
  },
];
