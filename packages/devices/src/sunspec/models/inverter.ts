import type { SunspecModel, SunspecPoint } from '../SunspecModel.ts';

/** The three inverter models share one layout. Facts: github.com/sunspec/models (Apache-2.0), models 101 to 103. */
const points: readonly SunspecPoint[] = [
  { name: 'ID', type: 'uint16' },
  { name: 'L', type: 'uint16' },
  { name: 'A', type: 'uint16', sf: 'A_SF', units: 'A', point: 'acCurrentA' },
  { name: 'AphA', type: 'uint16', sf: 'A_SF', units: 'A', point: 'acCurrentL1A' },
  { name: 'AphB', type: 'uint16', sf: 'A_SF', units: 'A', point: 'acCurrentL2A' },
  { name: 'AphC', type: 'uint16', sf: 'A_SF', units: 'A', point: 'acCurrentL3A' },
  { name: 'A_SF', type: 'sunssf' },
  { name: 'PPVphAB', type: 'uint16', sf: 'V_SF', units: 'V', point: 'acVoltageL1L2V' },
  { name: 'PPVphBC', type: 'uint16', sf: 'V_SF', units: 'V', point: 'acVoltageL2L3V' },
  { name: 'PPVphCA', type: 'uint16', sf: 'V_SF', units: 'V', point: 'acVoltageL3L1V' },
  { name: 'PhVphA', type: 'uint16', sf: 'V_SF', units: 'V', point: 'acVoltageL1V' },
  { name: 'PhVphB', type: 'uint16', sf: 'V_SF', units: 'V', point: 'acVoltageL2V' },
  { name: 'PhVphC', type: 'uint16', sf: 'V_SF', units: 'V', point: 'acVoltageL3V' },
  { name: 'V_SF', type: 'sunssf' },
  // Positive when the inverter delivers, as our points are.
  { name: 'W', type: 'int16', sf: 'W_SF', units: 'W', point: 'acPowerW' },
  { name: 'W_SF', type: 'sunssf' },
  { name: 'Hz', type: 'uint16', sf: 'Hz_SF', units: 'Hz', point: 'frequencyHz' },
  { name: 'Hz_SF', type: 'sunssf' },
  { name: 'VA', type: 'int16', sf: 'VA_SF', units: 'VA', point: 'acApparentPowerVa' },
  { name: 'VA_SF', type: 'sunssf' },
  { name: 'VAr', type: 'int16', sf: 'VAr_SF', units: 'var', point: 'acReactivePowerVar' },
  { name: 'VAr_SF', type: 'sunssf' },
  // The model says percent; SMA and the Alliance's own test device send a share of 1.
  { name: 'PF', type: 'int16', sf: 'PF_SF', units: 'Pct', point: 'powerFactor', percentOrShare: true },
  { name: 'PF_SF', type: 'sunssf' },
  { name: 'WH', type: 'acc32', sf: 'WH_SF', units: 'Wh', point: 'energyWh' },
  { name: 'WH_SF', type: 'sunssf' },
  { name: 'DCA', type: 'uint16', sf: 'DCA_SF', units: 'A', point: 'dcCurrentA' },
  { name: 'DCA_SF', type: 'sunssf' },
  { name: 'DCV', type: 'uint16', sf: 'DCV_SF', units: 'V', point: 'dcVoltageV' },
  { name: 'DCV_SF', type: 'sunssf' },
  { name: 'DCW', type: 'int16', sf: 'DCW_SF', units: 'W', point: 'dcPowerW' },
  { name: 'DCW_SF', type: 'sunssf' },
  { name: 'TmpCab', type: 'int16', sf: 'Tmp_SF', units: 'C', point: 'cabinetTemperatureC' },
  { name: 'TmpSnk', type: 'int16', sf: 'Tmp_SF', units: 'C', point: 'heatSinkTemperatureC' },
  // Transformer and "other" temperatures have no point of the vocabulary.
  { name: 'TmpTrns', type: 'int16', sf: 'Tmp_SF', units: 'C' },
  { name: 'TmpOt', type: 'int16', sf: 'Tmp_SF', units: 'C' },
  { name: 'Tmp_SF', type: 'sunssf' },
  { name: 'St', type: 'enum16', point: 'stateCode' },
  { name: 'StVnd', type: 'enum16', point: 'vendorStateCode' },
  { name: 'Evt1', type: 'bitfield32', point: 'alarmCode' },
  // Reserved by the standard, then the maker's own bits: read, but no point of the vocabulary.
  { name: 'Evt2', type: 'bitfield32' },
  { name: 'EvtVnd1', type: 'bitfield32' },
  { name: 'EvtVnd2', type: 'bitfield32' },
  { name: 'EvtVnd3', type: 'bitfield32' },
  { name: 'EvtVnd4', type: 'bitfield32' },
];

export const inverterSinglePhase: SunspecModel = { id: 101, name: 'inverter_single_phase', points };
export const inverterSplitPhase: SunspecModel = { id: 102, name: 'inverter_split_phase', points };
export const inverterThreePhase: SunspecModel = { id: 103, name: 'inverter_three_phase', points };
