import type { Decomposition } from '../decomposition/Decomposition.ts';
import { erbsDecomposition } from '../decomposition/erbs.ts';
import type { IncidenceModel } from '../incidence/IncidenceModel.ts';
import { physicalIncidence } from '../incidence/iamPhysical.ts';
import { checkRange, SolarError } from '../SolarError.ts';
import type { CellTemperatureModel } from '../temperature/CellTemperatureModel.ts';
import { sapmMountings, sapmTemperature } from '../temperature/sapmCell.ts';
import { hayDavies } from '../transposition/hayDavies.ts';
import type { Transposition } from '../transposition/Transposition.ts';

export interface PvArrayOptions {
  /** DC power at standard test conditions. [W] */
  dcCapacityW: number;
  /** 0 is flat, 90 upright. [°] */
  tiltDeg: number;
  /** Where the front looks, clockwise from north. [°] */
  azimuthDeg: number;
  /** Change of power with temperature. [1/°C] @defaultValue -0.004 */
  temperatureCoefficientPerC?: number;
  /** Sets the coefficients of the Sandia temperature model. @defaultValue 'openRack' */
  mounting?: keyof typeof sapmMountings;
  /** Takes the place of `mounting`. */
  temperature?: CellTemperatureModel;
}

export interface PvSystemOptions {
  /** North positive. [°] */
  latitudeDeg: number;
  /** East positive. [°] */
  longitudeDeg: number;
  /** Above sea level. [m] @defaultValue 0 */
  altitudeM?: number;
  arrays: readonly PvArrayOptions[];
  inverter: {
    /** What the inverters deliver at most, together. [W] */
    acCapacityW: number;
    /** @defaultValue 0.96 */
    nominalEfficiency?: number;
  };
  /** Limit of the grid connection. [W] @defaultValue none */
  exportLimitW?: number | undefined;
  /** Taken off the DC power, see `pvwattsLosses`. [%] @defaultValue 14.0757 */
  lossPercent?: number;
  /** Share that the ground reflects. @defaultValue 0.2 */
  albedo?: number;
  /** @defaultValue `erbsDecomposition` */
  decomposition?: Decomposition;
  /** @defaultValue `hayDavies` */
  transposition?: Transposition;
  /** @defaultValue `physicalIncidence()` */
  incidence?: IncidenceModel;
}

export interface PvArray {
  readonly dcCapacityW: number;
  readonly tiltDeg: number;
  readonly azimuthDeg: number;
  readonly temperatureCoefficientPerC: number;
  readonly temperature: CellTemperatureModel;
}

/** A PV system as `simulate` computes it: arrays on one AC limit, with the models that it is composed of. */
export interface PvSystem {
  readonly location: { readonly latitudeDeg: number; readonly longitudeDeg: number; readonly altitudeM: number };
  readonly arrays: readonly PvArray[];
  readonly inverter: { readonly acCapacityW: number; readonly nominalEfficiency: number };
  /** [W] Infinity where there is none. */
  readonly exportLimitW: number;
  readonly lossPercent: number;
  readonly albedo: number;
  readonly decomposition: Decomposition;
  readonly transposition: Transposition;
  readonly incidence: IncidenceModel;
}

/**
 * Describes a PV system: plain numbers in, checked, with the models of pvlib's PVWatts chain as defaults.
 *
 * Throws `SOLAR_RANGE` for what cannot be, such as a latitude of 91 or a capacity of 0, and `SOLAR_INPUT` without arrays.
 *
 * @example
 * pvSystem({ latitudeDeg: -27.6, longitudeDeg: -48.55, altitudeM: 12,
 *   arrays: [{ dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0 }], inverter: { acCapacityW: 6_000 } })
 */
export function pvSystem(options: PvSystemOptions): PvSystem {
  const { latitudeDeg, longitudeDeg, altitudeM = 0, lossPercent = 14.075660688264469, albedo = 0.2 } = options;
  const { acCapacityW, nominalEfficiency = 0.96 } = options.inverter;
  checkRange('latitudeDeg', latitudeDeg, -90, 90);
  checkRange('longitudeDeg', longitudeDeg, -180, 180);
  checkRange('altitudeM', altitudeM, -430, 9_000);
  checkRange('lossPercent', lossPercent, 0, 100);
  checkRange('albedo', albedo, 0, 1);
  checkRange('inverter.acCapacityW', acCapacityW, Number.MIN_VALUE, 1e12);
  checkRange('inverter.nominalEfficiency', nominalEfficiency, 0.5, 1);
  if (options.arrays.length === 0) {
    throw new SolarError('SOLAR_INPUT', 'Read no arrays, expected at least one plane of modules.', {});
  }
  const exportLimitW = options.exportLimitW ?? Number.POSITIVE_INFINITY;
  checkRange('exportLimitW', exportLimitW, 0, Number.POSITIVE_INFINITY);
  return {
    location: { latitudeDeg, longitudeDeg, altitudeM },
    arrays: options.arrays.map(toArray),
    inverter: { acCapacityW, nominalEfficiency },
    exportLimitW,
    lossPercent,
    albedo,
    decomposition: options.decomposition ?? erbsDecomposition,
    transposition: options.transposition ?? hayDavies,
    incidence: options.incidence ?? physicalIncidence(),
  };
}

function toArray(options: PvArrayOptions, index: number): PvArray {
  const { dcCapacityW, tiltDeg, azimuthDeg, temperatureCoefficientPerC = -0.004, mounting = 'openRack' } = options;
  checkRange(`arrays[${index}].dcCapacityW`, dcCapacityW, Number.MIN_VALUE, 1e12);
  checkRange(`arrays[${index}].tiltDeg`, tiltDeg, 0, 180);
  checkRange(`arrays[${index}].azimuthDeg`, azimuthDeg, 0, 360);
  checkRange(`arrays[${index}].temperatureCoefficientPerC`, temperatureCoefficientPerC, -0.02, 0.01);
  const temperature = options.temperature ?? sapmTemperature(sapmMountings[mounting]);
  return { dcCapacityW, tiltDeg, azimuthDeg, temperatureCoefficientPerC, temperature };
}
