import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The reference documents what the packages export, entry by entry. */
export default {
  name: 'Usina',
  entryPoints: globSync('packages/*/package.json')
    .sort()
    .flatMap((file) => {
      const { exports } = JSON.parse(readFileSync(file, 'utf8'));
      return Object.values(exports).map((conditions) => join(dirname(file), conditions['@usina/source']));
    }),
  out: 'docs/reference',
  excludeInternal: true,
  githubPages: false,
  skipErrorChecking: true,
};
