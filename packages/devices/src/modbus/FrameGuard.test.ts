import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerFrame } from '../../test/faultyServer.ts';
import { FrameGuard } from './FrameGuard.ts';

it('lets good frames through, cut anywhere', () => {
  const frames = fc.array(fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 125 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(frames, fc.integer({ min: 1, max: 50 }), (contents, size) => {
      const bytes = Buffer.concat(contents.map((registers, i) => answerFrame({ transaction: i, unit: 1 }, registers)));
      const guard = new FrameGuard();
      for (let at = 0; at < bytes.length; at += size) {
        expect(guard.check(bytes.subarray(at, at + size))).toBeUndefined();
      }
    }),
    { numRuns: 50 },
  );
});

it('notices a frame out of step behind a good one', () => {
  const guard = new FrameGuard();
  expect(guard.check(answerFrame({ transaction: 1, unit: 1 }, [7]))).toBeUndefined();
  expect(guard.check(Buffer.from([0, 2, 0, 1, 0, 5]))).toBe('protocol id 1, expected 0');
});
