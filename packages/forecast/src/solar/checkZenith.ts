import type { Quantity } from './Quantity.ts';
import { SolarError } from './SolarError.ts';

/** A day of hours. Fewer angles may well be a minute with the sun at the zenith. */
const FEWEST = 24;

/**
 * Throws `SOLAR_RANGE` for zeniths that are in radians: an array of 24 or more that all lie between 0 and π, some below and
 * some above π/2. In degrees the sun would stand within 3.15° of the zenith throughout, at the most 25 minutes of a day; in
 * radians it is a day and a night.
 *
 * A single number, a shorter array and one of daylight alone can be either and are taken as degrees.
 */
export function checkZenith(name: string, zenith: Quantity): void {
  if (typeof zenith === 'number' || zenith.length < FEWEST) return;
  let [least, most, known] = [Math.PI, 0, 0];
  for (let i = 0; i < zenith.length; i++) {
    const angle = zenith[i]!;
    if (angle < 0 || angle > Math.PI) return;
    if (Number.isNaN(angle)) continue;
    known++;
    if (angle < least) least = angle;
    if (angle > most) most = angle;
  }
  if (known < FEWEST || least > Math.PI / 2 || most < Math.PI / 2) return;
  throw new SolarError(
    'SOLAR_RANGE',
    `Read ${known} ${name} from ${least.toFixed(2)} to ${most.toFixed(2)}, expected degrees: these look like radians of a day and a night. Multiply by 180 / π.`,
    { context: { name, min: least, max: most, length: known } },
  );
}
