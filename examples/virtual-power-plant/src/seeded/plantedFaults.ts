import type { DeviceRecord } from '../Scenario.ts';

/** What is wrong on purpose. The run must find each of these and nothing else. */
export interface PlantedFault {
  assetId: string;
  what: string;
  /** Rule that must find it, or 'failureRisk' for what has not failed yet. */
  foundAs: 'underperformance' | 'outage' | 'unitSuspect' | 'silence' | 'failureRisk';
  /** Day of the month on which its fan will stop; worn before. */
  fanFailsOnDay?: number;
  /** The line is dead: the counter runs on unseen. Else the machine itself is at fault. */
  silence?: true;
  apply?(columns: DeviceRecord['columns'], stepOf: (day: number, hour: number) => number): void;
}

export const plantedFaults: readonly PlantedFault[] = [
  {
    assetId: 'pocos-inv-3',
    what: 'a string is open: 8 % less than its neighbours',
    foundAs: 'underperformance',
    apply({ acPowerW, dcPowerW }) {
      for (let i = 0; i < acPowerW!.length; i += 1) {
        acPowerW![i]! *= 0.92;
        dcPowerW![i]! *= 0.92;
      }
    },
  },
  {
    assetId: 'embu-inv-2',
    what: 'trips on two days around noon',
    foundAs: 'outage',
    apply({ acPowerW, dcPowerW }, stepOf) {
      for (const day of [9, 20]) {
        acPowerW!.fill(0, stepOf(day, 11), stepOf(day, 14));
        dcPowerW!.fill(0, stepOf(day, 11), stepOf(day, 14));
      }
    },
  },
  {
    assetId: 'uberaba-inv-1',
    what: 'reports DC power ten times too large',
    foundAs: 'unitSuspect',
    apply({ dcPowerW }) {
      for (let i = 0; i < dcPowerW!.length; i += 1) dcPowerW![i]! *= 10;
    },
  },
  {
    assetId: 'pocos-inv-5',
    what: 'does not answer for six hours',
    foundAs: 'silence',
    silence: true,
    apply(columns, stepOf) {
      for (const column of Object.values(columns)) column.fill(Number.NaN, stepOf(15, 8), stepOf(15, 14));
    },
  },
  {
    assetId: 'embu-inv-4',
    what: 'its fan is about to fail: the cabinet runs hot',
    foundAs: 'failureRisk',
    fanFailsOnDay: 33,
  },
];
