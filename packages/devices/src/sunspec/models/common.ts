import type { SunspecModel } from '../SunspecModel.ts';

/** Model 1, who the device is. 66 registers, or 65 from devices older than the pad. Facts: github.com/sunspec/models (Apache-2.0). */
export const common: SunspecModel = {
  id: 1,
  name: 'common',
  points: [
    { name: 'ID', type: 'uint16' },
    { name: 'L', type: 'uint16' },
    { name: 'Mn', type: 'string', size: 16 },
    { name: 'Md', type: 'string', size: 16 },
    { name: 'Opt', type: 'string', size: 8 },
    { name: 'Vr', type: 'string', size: 8 },
    { name: 'SN', type: 'string', size: 16 },
    { name: 'DA', type: 'uint16' },
    { name: 'Pad', type: 'pad' },
  ],
};
