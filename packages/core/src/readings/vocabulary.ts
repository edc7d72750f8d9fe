import { counter, direction, family, gauge, type PointDefinition, state } from './PointDefinition.ts';

const delivery = 'positive when the asset delivers: generation, discharge, export';
/** Inputs of one inverter or combiner: 24 covers the largest string inverters listed with SunSpec model 160. */
const mpptInputs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const;
/** Odd orders: what inverters emit and EN 50160 limits up to the 25th. */
const harmonicOrders = [3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25] as const;
const phases = ['L1', 'L2', 'L3'] as const;

type Phase = (typeof phases)[number];
type MpptInput = (typeof mpptInputs)[number];
type HarmonicOrder = (typeof harmonicOrders)[number];

/** Name of a point in the vocabulary; it carries the unit. */
export type Point =
  | 'acPowerW'
  | 'acApparentPowerVa'
  | 'acReactivePowerVar'
  | 'powerFactor'
  | 'frequencyHz'
  | 'acVoltageL1L2V'
  | 'acVoltageL2L3V'
  | 'acVoltageL3L1V'
  | 'acCurrentA'
  | 'acVoltageThdPercent'
  | 'acCurrentThdPercent'
  | 'dcPowerW'
  | 'dcVoltageV'
  | 'dcCurrentA'
  | 'energyWh'
  | 'energyTodayWh'
  | 'energyExportedWh'
  | 'energyImportedWh'
  | 'energyChargedWh'
  | 'energyDischargedWh'
  | 'dcEnergyWh'
  | 'reactiveEnergyVarh'
  | 'moduleTemperatureC'
  | 'cabinetTemperatureC'
  | 'heatSinkTemperatureC'
  | 'airTemperatureC'
  | 'batteryTemperatureC'
  | 'ghiWm2'
  | 'poaWm2'
  | 'dniWm2'
  | 'dhiWm2'
  | 'windSpeedMps'
  | 'windDirectionDeg'
  | 'relativeHumidityPercent'
  | 'pressurePa'
  | 'rainMm'
  | 'stateOfChargePercent'
  | 'stateOfHealthPercent'
  | 'stateCode'
  | 'vendorStateCode'
  | 'alarmCode'
  | `acPower${Phase}W`
  | `acVoltage${Phase}V`
  | `acCurrent${Phase}A`
  | `acVoltageHarmonic${HarmonicOrder}Percent`
  | `acCurrentHarmonic${HarmonicOrder}Percent`
  | `dcPowerMppt${MpptInput}W`
  | `dcVoltageMppt${MpptInput}V`
  | `dcCurrentMppt${MpptInput}A`;

/**
 * The points that the suite knows by name: unit, meaning, sign, kind and plausible range of each.
 * Names carry the unit. A driver adds its own with `definePoints`.
 */
export const vocabulary: Readonly<Record<Point, PointDefinition>> = {
  acPowerW: gauge('W', 'active power at the AC terminals', -1e8, 1e8, delivery),
  ...family(
    phases,
    (phase) => `acPower${phase}W` as const,
    gauge('W', 'active power of one phase', -1e8, 1e8, delivery),
  ),
  acApparentPowerVa: gauge('VA', 'apparent power at the AC terminals', -1e8, 1e8),
  acReactivePowerVar: gauge(
    'var',
    'reactive power at the AC terminals',
    -1e8,
    1e8,
    'positive when inductive power is delivered',
  ),
  powerFactor: gauge('1', 'active over apparent power', -1, 1, 'as the device reports it'),
  frequencyHz: gauge('Hz', 'grid frequency', 40, 70),
  ...family(phases, (phase) => `acVoltage${phase}V` as const, gauge('V', 'voltage of a phase to neutral', 0, 50_000)),
  acVoltageL1L2V: gauge('V', 'voltage between phases 1 and 2', 0, 50_000),
  acVoltageL2L3V: gauge('V', 'voltage between phases 2 and 3', 0, 50_000),
  acVoltageL3L1V: gauge('V', 'voltage between phases 3 and 1', 0, 50_000),
  acCurrentA: gauge('A', 'sum of the phase currents', -20_000, 20_000, delivery),
  ...family(
    phases,
    (phase) => `acCurrent${phase}A` as const,
    gauge('A', 'current of one phase', -20_000, 20_000, delivery),
  ),
  acVoltageThdPercent: gauge('%', 'total harmonic distortion of the voltage', 0, 100),
  acCurrentThdPercent: gauge('%', 'total harmonic distortion of the current', 0, 400),
  ...family(
    harmonicOrders,
    (order) => `acVoltageHarmonic${order}Percent` as const,
    gauge('%', 'voltage harmonic of the fundamental', 0, 100),
  ),
  ...family(
    harmonicOrders,
    (order) => `acCurrentHarmonic${order}Percent` as const,
    gauge('%', 'current harmonic of the fundamental', 0, 400),
  ),

  dcPowerW: gauge('W', 'DC power of all inputs', -1e8, 1e8, 'positive from the modules or the battery to the inverter'),
  dcVoltageV: gauge('V', 'DC voltage', 0, 3_000),
  dcCurrentA: gauge('A', 'DC current', -20_000, 20_000, 'as for dcPowerW'),
  ...family(
    mpptInputs,
    (input) => `dcPowerMppt${input}W` as const,
    gauge('W', 'DC power of one tracker input', -1e7, 1e7),
  ),
  ...family(
    mpptInputs,
    (input) => `dcVoltageMppt${input}V` as const,
    gauge('V', 'DC voltage of one tracker input', 0, 3_000),
  ),
  ...family(
    mpptInputs,
    (input) => `dcCurrentMppt${input}A` as const,
    gauge('A', 'DC current of one tracker input', -5_000, 5_000),
  ),

  energyWh: counter('Wh', 'energy delivered over the life of the asset'),
  energyTodayWh: counter('Wh', 'energy delivered since the local midnight of the device'),
  energyExportedWh: counter('Wh', 'energy through the meter towards the grid'),
  energyImportedWh: counter('Wh', 'energy through the meter from the grid'),
  energyChargedWh: counter('Wh', 'energy into the battery'),
  energyDischargedWh: counter('Wh', 'energy out of the battery'),
  dcEnergyWh: counter('Wh', 'energy at the DC terminals over the life of the asset'),
  reactiveEnergyVarh: counter('varh', 'reactive energy through the meter'),

  moduleTemperatureC: gauge('°C', 'back of a PV module', -60, 120),
  cabinetTemperatureC: gauge('°C', 'inside of the device', -60, 150),
  heatSinkTemperatureC: gauge('°C', 'heat sink of the power stage', -60, 180),
  airTemperatureC: gauge('°C', 'ambient dry-bulb temperature', -60, 60),
  batteryTemperatureC: gauge('°C', 'cells of a battery', -60, 120),

  ghiWm2: gauge('W/m²', 'global horizontal irradiance', -20, 1_800),
  poaWm2: gauge('W/m²', 'global irradiance in the plane of the array', -20, 2_000),
  dniWm2: gauge('W/m²', 'direct normal irradiance', -20, 1_400),
  dhiWm2: gauge('W/m²', 'diffuse horizontal irradiance', -20, 1_200),
  windSpeedMps: gauge('m/s', 'wind speed', 0, 80),
  windDirectionDeg: direction('where the wind comes from, clockwise from north'),
  relativeHumidityPercent: gauge('%', 'relative humidity', 0, 105),
  pressurePa: gauge('Pa', 'air pressure at the station', 45_000, 110_000),
  rainMm: counter('mm', 'rain since the start of the gauge'),

  stateOfChargePercent: gauge('%', 'usable charge left in the battery', 0, 100),
  stateOfHealthPercent: gauge('%', 'capacity left of the nameplate', 0, 110),

  stateCode: state(
    'operating state, SunSpec numbering: 1 off, 2 sleeping, 3 starting, 4 producing, 5 throttled, 6 shutting down, 7 fault, 8 standby',
  ),
  vendorStateCode: state('operating state in the numbering of the maker'),
  alarmCode: state('active alarms as the bit field of the device, 0 when there are none'),
};
