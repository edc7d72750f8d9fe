import { expect, it } from 'vitest';
import { sharedData } from '../sharedData.ts';
import verifyPerformance from './performance.ts';

const reference = sharedData('reference/pv/perf');

it.skipIf(reference === undefined)(
  'agrees with the performance ratios of the reference, and counts the rest',
  async () => {
    const rows: object[] = [];
    const summary = await verifyPerformance([reference!], (row) => rows.push(row));
    expect(summary).toMatchObject({ passed: 2, failed: 0 });
    expect(rows[0]).toMatchObject({ member: 'performance_ratio_nrel', got: expect.closeTo(0.769_934_046_666, 10) });
    expect(summary.skippedKinds).toEqual(expect.arrayContaining(['clipping_scores', 'degradation', 'soiling']));
  },
);

it('asks for a folder', async () => {
  await expect(verifyPerformance([], () => {})).rejects.toThrow('power_expected.json');
});
