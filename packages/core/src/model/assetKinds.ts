import * as z from 'zod';
import { defineAssetKind } from './assetKind.ts';

const watts = z.number().positive().max(1e10);
const wattHours = z.number().positive().max(1e13);

/** A plane of modules. */
const array = z.strictObject({
  dcCapacityW: watts.describe('at standard test conditions'),
  tiltDeg: z.number().min(0).max(180).describe('0 is flat, 90 upright'),
  azimuthDeg: z.number().min(0).max(360).describe('where the front looks, clockwise from north'),
  temperatureCoefficientPerC: z.number().min(-0.02).max(0).default(-0.004).describe('of power at its maximum'),
  mounting: z.enum(['openRack', 'closeRoof', 'insulatedBack']).default('openRack'),
});

export const pvSystem = defineAssetKind({
  kind: 'pvSystem',
  nameplate: z.strictObject({
    dcCapacityW: watts,
    acCapacityW: watts.describe('what the inverters deliver together'),
    exportLimitW: watts.optional().describe('limit of the grid connection'),
    arrays: z.array(array).min(1),
    lossPercent: z.number().min(0).max(100).default(14).describe('PVWatts v5 default: 14 % of DC energy'),
  }),
});

export const inverter = defineAssetKind({
  kind: 'inverter',
  nameplate: z.strictObject({
    acCapacityW: watts.optional().describe('left out where the nameplate is not known'),
    dcCapacityW: watts.optional().describe('of the modules on its inputs'),
    mpptInputs: z.number().int().min(1).max(24).optional(),
  }),
});

export const battery = defineAssetKind({
  kind: 'battery',
  nameplate: z.strictObject({
    capacityWh: wattHours.describe('usable'),
    chargePowerW: watts,
    dischargePowerW: watts,
    roundTripEfficiency: z.number().min(0.3).max(1).default(0.9),
    minStateOfChargePercent: z.number().min(0).max(100).default(5),
    maxStateOfChargePercent: z.number().min(0).max(100).default(95),
  }),
});

export const meter = defineAssetKind({
  kind: 'meter',
  nameplate: z.strictObject({
    measures: z.enum(['gridExchange', 'generation', 'load', 'battery']),
    accuracyClass: z.string().optional().describe('IEC 62053: 0.2S, 0.5S, 1 …'),
    maxPowerW: watts.optional(),
    partyId: z.string().optional().describe('party whose energy it counts'),
  }),
});

export const load = defineAssetKind({
  kind: 'load',
  nameplate: z.strictObject({
    peakPowerW: watts,
    flexiblePowerW: z.number().min(0).default(0).describe('part that can be shifted or shed'),
  }),
});

export const windTurbine = defineAssetKind({
  kind: 'windTurbine',
  nameplate: z.strictObject({
    acCapacityW: watts,
    hubHeightM: z.number().positive(),
    rotorDiameterM: z.number().positive(),
  }),
});

export const weatherStation = defineAssetKind({
  kind: 'weatherStation',
  nameplate: z.strictObject({ points: z.array(z.string()).min(1).describe('points that it measures') }),
});

export const charger = defineAssetKind({
  kind: 'charger',
  nameplate: z.strictObject({
    maxPowerW: watts,
    connectors: z.number().int().min(1).default(1),
    bidirectional: z.boolean().default(false),
  }),
});

/** The kinds that a portfolio knows unless it is told others. */
export const standardAssetKinds = [
  pvSystem,
  inverter,
  battery,
  meter,
  load,
  windTurbine,
  weatherStation,
  charger,
] as const;
