import type { Comparison } from './Comparison.ts';
import { chain } from './chain.ts';
import { decomposition } from './decompositionTable.ts';
import { preciseCurves, sandia, singleDiodeTable } from './electricTables.ts';
import { nrelOnline } from './nrelOnline.ts';
import type { PvTable } from './PvTable.ts';
import { riseSet } from './riseSetTable.ts';
import { clearSky, solarPosition } from './sunTables.ts';
import { cellTemperature, diffuseIncidence, incidence, losses, pvwatts } from './systemTables.ts';
import { tracker } from './trackerTable.ts';
import { transposition } from './transpositionTable.ts';
import { variants } from './variants.ts';

/** The tables that we know, by file name. */
export const pvTables: Readonly<Record<string, PvTable>> = {
  'a_solarposition_spa.csv': solarPosition,
  'a_sun_rise_set_transit_spa.csv': riseSet,
  'b_extra_airmass_clearsky.csv': clearSky,
  'c_decomposition.csv': decomposition,
  'd_singleaxis_tracker.csv': tracker,
  'd_transposition.csv': transposition,
  'e_iam.csv': incidence,
  'e_iam_diffuse.csv': diffuseIncidence,
  'f_cell_temperature.csv': cellTemperature,
  'g_pvwatts_dc_ac.csv': pvwatts,
  'g_pvwatts_losses.csv': losses,
  'g_sandia_inverter.csv': sandia,
  'g_singlediode.csv': singleDiodeTable,
  'g_singlediode_precise_iv.csv': preciseCurves,
  'h_modelchain_pvwatts_8760.csv': chain,
};

/** The files that are compared by sums and statistics. */
export const pvComparisons: Readonly<Record<string, Comparison>> = {
  'h_modelchain_variants.json': variants,
  'h_nrel_pvwatts_online_8760_rackmount.csv': nrelOnline,
  'h_nrel_pvwatts_online_8760_roofmount.csv': nrelOnline,
  // what the chains are given
  'h_weather_8760.csv': () => [],
};
