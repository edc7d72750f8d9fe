import type { Series } from '@usina/core/series';
import { usableValues } from './usableValues.ts';

/** The irradiance of a weather series: in the plane of the array where it is measured, else horizontal. */
export function irradianceOf(
  weather: Series | undefined,
): { point: 'poaWm2' | 'ghiWm2'; values: Float64Array } | undefined {
  if (!weather) return undefined;
  for (const point of ['poaWm2', 'ghiWm2'] as const) {
    const values = usableValues(weather, point);
    if (values?.some((value) => Number.isFinite(value))) return { point, values };
  }
  return undefined;
}
