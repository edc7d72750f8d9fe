import type { Decomposition } from '../decomposition/Decomposition.ts';
import { erbsDecomposition } from '../decomposition/erbs.ts';
import type { IncidenceModel } from '../incidence/IncidenceModel.ts';
import { physicalIncidence } from '../incidence/iamPhysical.ts';
import type { InverterModel } from '../inverter/InverterModel.ts';
import { type PvwattsInverterOptions, pvwattsInverter } from '../inverter/pvwattsInverter.ts';
import type { Transformer } from '../losses/transformerPower.ts';
import { checkRange, SolarError } from '../SolarError.ts';
import type { CellTemperatureModel } from '../temperature/CellTemperatureModel.ts';
import { sapmMountings, sapmTemperature } from '../temperature/sapmCell.ts';
import type { SingleAxisTracker } from '../tracking/singleAxis.ts';
import { hayDavies } from '../transposition/hayDavies.ts';
import type { Transposition } from '../transposition/Transposition.ts';
import type { ArrayMount } from './ArrayMount.ts';
import type { DcModel } from './DcModel.ts';
import { fixedMount } from './fixedMount.ts';
import { pvwattsModules } from './pvwattsModules.ts';
import { trackerMount } from './trackerMount.ts';

/** Either plain numbers, or a tracker, or any mount. */
export type PvArrayMounting =
  | {
      /** 0 is flat, 90 upright. [°] */
      tiltDeg: number;
      /** Where the front looks, clockwise from north. [°] */
      azimuthDeg: number;
      tracker?: undefined;
      mount?: undefined;
    }
  | { tracker: SingleAxisTracker; tiltDeg?: undefined; azimuthDeg?: undefined; mount?: undefined }
  | { mount: ArrayMount; tiltDeg?: undefined; azimuthDeg?: undefined; tracker?: undefined };

export interface PvArrayModels {
  /** DC power at standard test conditions. [W] */
  dcCapacityW: number;
  /** Change of power with temperature, for the PVWatts modules. [1/°C] @defaultValue -0.004 */
  temperatureCoefficientPerC?: number;
  /** Sets the coefficients of the Sandia temperature model. @defaultValue 'openRack' */
  mounting?: keyof typeof sapmMountings;
  /** Takes the place of `mounting`. */
  temperature?: CellTemperatureModel;
  /** @defaultValue that of the system */
  incidence?: IncidenceModel;
  /** @defaultValue `pvwattsModules` of the capacity */
  modules?: DcModel;
}

export type PvArrayOptions = PvArrayModels & PvArrayMounting;

export interface PvSystemOptions {
  /** North positive. [°] */
  latitudeDeg: number;
  /** East positive. [°] */
  longitudeDeg: number;
  /** Above sea level. [m] @defaultValue 0 */
  altitudeM?: number;
  arrays: readonly PvArrayOptions[];
  /** What the inverters deliver at most, together, by the PVWatts curve; or any model of an inverter. */
  inverter: PvwattsInverterOptions | InverterModel;
  /** Between the inverter and the grid. @defaultValue none */
  transformer?: Transformer | undefined;
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
  /** [W] */
  readonly dcCapacityW: number;
  readonly mount: ArrayMount;
  readonly incidence: IncidenceModel;
  readonly temperature: CellTemperatureModel;
  readonly modules: DcModel;
}

/** A PV system as `simulate` computes it: arrays on one AC limit, with the models that it is composed of. */
export interface PvSystem {
  readonly location: { readonly latitudeDeg: number; readonly longitudeDeg: number; readonly altitudeM: number };
  readonly arrays: readonly PvArray[];
  readonly inverter: InverterModel;
  readonly transformer: Transformer | undefined;
  /** [W] Infinity where there is none. */
  readonly exportLimitW: number;
  readonly lossPercent: number;
  readonly albedo: number;
  readonly decomposition: Decomposition;
  readonly transposition: Transposition;
}

/**
 * Describes a PV system: plain numbers in, checked, with the models of pvlib's PVWatts chain as defaults.
 *
 * Throws `SOLAR_RANGE` for what cannot be, such as a latitude of 91 or a capacity of 0, and `SOLAR_INPUT` without
 * arrays. NaN is no number of a system and is refused too.
 *
 * @example
 * pvSystem({ latitudeDeg: -27.6, longitudeDeg: -48.55, altitudeM: 12,
 *   arrays: [{ dcCapacityW: 6_600, tiltDeg: 20, azimuthDeg: 0 }], inverter: { acCapacityW: 6_000 } }).inverter.acCapacityW // 6000
 */
export function pvSystem(options: PvSystemOptions): PvSystem {
  const { latitudeDeg, longitudeDeg, altitudeM = 0, lossPercent = 14.075660688264469, albedo = 0.2 } = options;
  checkRange('latitudeDeg', latitudeDeg, -90, 90);
  checkRange('longitudeDeg', longitudeDeg, -180, 180);
  checkRange('altitudeM', altitudeM, -430, 9_000);
  checkRange('lossPercent', lossPercent, 0, 100);
  checkRange('albedo', albedo, 0, 1);
  if (options.arrays.length === 0) {
    throw new SolarError('SOLAR_INPUT', 'Read no arrays, expected at least one plane of modules.', {});
  }
  const exportLimitW = options.exportLimitW ?? Number.POSITIVE_INFINITY;
  checkRange('exportLimitW', exportLimitW, 0, Number.POSITIVE_INFINITY);
  const incidence = options.incidence ?? physicalIncidence();
  const inverter = 'acPowerW' in options.inverter ? options.inverter : pvwattsInverter(options.inverter);
  const arrays = options.arrays.map((array) => toArray(array, incidence));
  if (inverter.needsVoltage && !arrays.every((array) => array.modules.givesVoltage)) {
    throw new SolarError(
      'SOLAR_INPUT',
      `The inverter model ${inverter.id} needs DC voltages, expected modules that give them, such as diodeModules.`,
      { context: { inverter: inverter.id, modules: arrays.map((array) => array.modules.id) } },
    );
  }
  return {
    location: { latitudeDeg, longitudeDeg, altitudeM },
    arrays,
    inverter,
    transformer: options.transformer,
    exportLimitW,
    lossPercent,
    albedo,
    decomposition: options.decomposition ?? erbsDecomposition,
    transposition: options.transposition ?? hayDavies,
  };
}

function toArray(options: PvArrayOptions, incidence: IncidenceModel): PvArray {
  const { dcCapacityW, temperatureCoefficientPerC, mounting = 'openRack' } = options;
  checkRange('dcCapacityW', dcCapacityW, Number.MIN_VALUE, 1e12);
  return {
    dcCapacityW,
    mount: options.mount ?? (options.tracker ? trackerMount(options.tracker) : fixedMount(options)),
    incidence: options.incidence ?? incidence,
    temperature: options.temperature ?? mountedTemperature(mounting),
    modules: options.modules ?? pvwattsModules({ dcCapacityW, temperatureCoefficientPerC }),
  };
}

function mountedTemperature(mounting: keyof typeof sapmMountings): CellTemperatureModel {
  if (Object.hasOwn(sapmMountings, mounting)) return sapmTemperature(sapmMountings[mounting]);
  const known = Object.keys(sapmMountings).join(', ');
  throw new SolarError('SOLAR_INPUT', `Read the mounting "${mounting}", expected one of ${known}.`, {
    context: { mounting },
  });
}
