import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as solar from '@usina/forecast/solar';
import * as dirint from '@usina/forecast/solar/dirint';
import { expect, it } from 'vitest';
import { root } from './workspace.ts';

it('the map of pvlib names everything that the solar entries export', () => {
  const words = new Set(readFileSync(join(root, 'docs/pvlib-map.md'), 'utf8').match(/\w+/g));
  const missing = Object.keys({ ...solar, ...dirint }).filter((name) => name !== 'SolarError' && !words.has(name));
  expect(missing).toEqual([]);
});
