import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { areaFault } from './areaFault.ts';

const faultOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return areaFault('verify', 'market', error);
  }
  return undefined;
};

it('says what was read, what was expected and what to check', () => {
  expect(faultOf(() => readFileSync('/nowhere/cases.json'))).toBe(
    "npm run verify -- market: tried to read /nowhere/cases.json, but there is nothing. Expected the files of a reference for market: check the path after the area's name.",
  );
  expect(faultOf(() => readdirSync(import.meta.filename))).toContain('a part of the path is a file');
  expect(faultOf(() => JSON.parse('time,power'))).toContain('a file that is no JSON');
  expect(faultOf(() => JSON.parse('time,power'))).toContain('check that the path');
});

it('leaves what an area itself says as it is', () => {
  expect(areaFault('verify', 'pv', new Error('no column "ghi".'))).toBe('npm run verify -- pv: no column "ghi".');
});
