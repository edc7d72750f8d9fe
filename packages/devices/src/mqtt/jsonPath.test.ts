import { expect, it } from 'vitest';
import { atJsonPath, parseJsonPath } from './jsonPath.ts';

it.each<[string, (string | number)[]]>([
  ['', []],
  ['power', ['power']],
  ['ENERGY.Power', ['ENERGY', 'Power']],
  ['emeters[0].power', ['emeters', 0, 'power']],
  ['params["em1:0"].act_power', ['params', 'em1:0', 'act_power']],
  ["['a.b'].c[2][3]", ['a.b', 'c', 2, 3]],
])('reads the path %s', (path, keys) => {
  expect(parseJsonPath(path)).toEqual(keys);
});

it.each(['.a', 'a..b', 'a.', 'a[', 'a[x]', 'a]', '["a"]b'])('refuses the path %s', (path) => {
  expect(() => parseJsonPath(path)).toThrow(expect.objectContaining({ code: 'DRIVER_INVALID' }));
});

it('follows only what the payload itself holds', () => {
  expect(atJsonPath({ a: [{ b: 5 }] }, ['a', 0, 'b'])).toBe(5);
  expect(atJsonPath({ a: 'text' }, ['a', 'length'])).toBeUndefined();
  expect(atJsonPath({}, ['constructor', 'name'])).toBeUndefined();
  expect(atJsonPath(null, ['a'])).toBeUndefined();
});
