import type { Column } from '@usina/core/series';
import { angleOfIncidence } from '../angleOfIncidence.ts';
import { poaIrradiance } from '../poaIrradiance.ts';
import type { ArrayPlacement } from './ArrayMount.ts';
import type { LitWeather } from './gatherLit.ts';
import type { PvArray, PvSystem } from './pvSystem.ts';

/** What one array gives in the intervals with light, before losses. */
export interface ArrayPower {
  /** [W/m²] */
  poaWm2: Float64Array;
  /** [W] */
  dcPowerW: Column;
  /** [V] */
  dcVoltageV?: Column;
}

/** From the light of the sky to the DC power of an array. */
export function arrayPower(system: PvSystem, array: PvArray, lit: LitWeather): ArrayPower {
  const { poaWm2, effectiveWm2 } = inPlane(system, array, lit);
  const { airTemperatureC, windSpeedMps } = lit;
  const cellTemperatureC = array.temperature.cellTemperatureC({ poaWm2, effectiveWm2, airTemperatureC, windSpeedMps });
  return { poaWm2, ...array.modules.dc({ effectiveIrradianceWm2: effectiveWm2, cellTemperatureC }) };
}

function inPlane(system: PvSystem, array: PvArray, { sun, light }: LitWeather) {
  if (light.poaWm2) return { poaWm2: light.poaWm2, effectiveWm2: light.poaWm2 };
  const { ghiWm2, dniWm2, dhiWm2 } = light as Required<typeof light>;
  const placement = array.mount.place(sun);
  const geometry = {
    surfaceTiltDeg: placement.surfaceTiltDeg,
    surfaceAzimuthDeg: placement.surfaceAzimuthDeg,
    solarZenithDeg: sun.apparentZenithDeg,
    solarAzimuthDeg: sun.azimuthDeg,
  };
  const { poaDirectWm2, poaWm2 } = poaIrradiance({
    ...geometry,
    ghiWm2,
    dniWm2,
    dhiWm2,
    dniExtraWm2: sun.dniExtraWm2,
    relativeAirmass: sun.relativeAirmass,
    albedo: system.albedo,
    transposition: system.transposition,
  });
  const modifier = array.incidence.modifier(angleOfIncidence(geometry));
  const effectiveWm2 = new Float64Array(poaWm2.length);
  for (let k = 0; k < poaWm2.length; k++) {
    if (hasNoPlace(placement, k) || isDusk(sun, poaWm2, k)) {
      poaWm2[k] = 0;
      continue;
    }
    const shaded = shareAt(placement.shadedFraction, k) * poaDirectWm2[k]!;
    poaWm2[k]! -= shaded;
    effectiveWm2[k] = poaWm2[k]! - (poaDirectWm2[k]! - shaded) * (1 - modifier[k]!);
  }
  return { poaWm2, effectiveWm2 };
}

function hasNoPlace({ surfaceTiltDeg }: ArrayPlacement, k: number): boolean {
  return Number.isNaN(typeof surfaceTiltDeg === 'number' ? surfaceTiltDeg : surfaceTiltDeg[k]!);
}

/** Models of the sky may have no answer for light that comes before the sun. */
function isDusk(sun: LitWeather['sun'], poaWm2: Float64Array, k: number): boolean {
  return sun.upShare[k] === 0 && Number.isNaN(poaWm2[k]!);
}

function shareAt(share: number | Float64Array = 0, k: number): number {
  return typeof share === 'number' ? share : share[k]!;
}
