import {
  boland,
  type ClearnessDecomposition,
  disc,
  erbs,
  erbsDriesse,
  extraRadiation,
  orgillHollands,
} from '@usina/forecast/solar';
import { dirint } from '@usina/forecast/solar/dirint';
import { relative, zeroForNaN } from './Check.ts';
import { closed, type PvTable } from './PvTable.ts';

const byClearness: readonly (readonly [string, ClearnessDecomposition])[] = [
  ['erbs', erbs],
  ['erbs_driesse', erbsDriesse],
  ['boland', boland],
  ['orgill_hollands', orgillHollands],
];
const dirints = ['dirint_dni', 'dirint_dni_no_delta_kt', 'dirint_dni_with_temp_dew'];

/** Rows of one `series` are one day and go to DIRINT together. At night it gives 0 where pvlib gives NaN. */
export const decomposition: PvTable = {
  inputs: ['series', 'time', 'doy', 'zenith', 'ghi', 'pressure_pa', 'temp_dew'],
  checks: {
    ...closed('dni_extra_spencer', 'erbs_kt', 'disc_dni', 'disc_kt', 'disc_airmass'),
    ...closed(...byClearness.flatMap(([name]) => [`${name}_dni`, `${name}_dhi`])),
    ...Object.fromEntries(dirints.map((name) => [name, zeroForNaN(relative())])),
  },
  compute: (rows) => {
    const dayOfYear = rows.numbers('doy');
    const dniExtraWm2 = extraRadiation({ dayOfYear });
    const sky = {
      ghiWm2: rows.numbers('ghi'),
      zenithDeg: rows.numbers('zenith'),
      dniExtraWm2: extraRadiation({ dayOfYear, solarConstantWm2: 1370 }),
      pressurePa: rows.numbers('pressure_pa'),
    };
    const { dniWm2, kt, airmass } = disc(sky);
    const result: Record<string, Float64Array> = {
      dni_extra_spencer: dniExtraWm2,
      disc_dni: dniWm2,
      disc_kt: kt,
      disc_airmass: airmass,
      erbs_kt: erbs({ ...sky, dniExtraWm2 }).kt,
      ...Object.fromEntries(dirints.map((name) => [name, new Float64Array(rows.length)])),
    };
    for (const [name, split] of byClearness) {
      const parts = split({ ...sky, dniExtraWm2 });
      result[`${name}_dni`] = parts.dniWm2;
      result[`${name}_dhi`] = parts.dhiWm2;
    }
    const dew = rows.numbers('temp_dew');
    for (const [start, end] of runsOf(rows.text('series'))) {
      const day = Object.fromEntries(
        Object.entries(sky).map(([name, column]) => [name, column.subarray(start, end)]),
      ) as typeof sky;
      const temperatureDewC = dew.subarray(start, end);
      dirint({ ...day, out: result.dirint_dni!.subarray(start, end) as Float64Array<ArrayBuffer> });
      const steady = result.dirint_dni_no_delta_kt!.subarray(start, end) as Float64Array<ArrayBuffer>;
      dirint({ ...day, useDeltaKtPrime: false, out: steady });
      const humid = result.dirint_dni_with_temp_dew!.subarray(start, end) as Float64Array<ArrayBuffer>;
      dirint({ ...day, temperatureDewC, out: humid });
    }
    return result;
  },
};

/** Start and end of the rows of equal names that follow each other. */
function runsOf(names: readonly string[]): [number, number][] {
  const starts = names.flatMap((name, i) => (name === names[i - 1] ? [] : [i]));
  return starts.map((start, k) => [start, starts[k + 1] ?? names.length]);
}
