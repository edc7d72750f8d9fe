import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probes } from './consume/probes.ts';
import { pack } from './pack.ts';
import { run } from './run.ts';
import { snippetsOf } from './snippets.ts';
import { type Package, packages, root } from './workspace.ts';

const compilerOptions = {
  module: 'NodeNext',
  target: 'ES2023',
  lib: ['ES2023', 'DOM'],
  strict: true,
  noEmit: true,
  skipLibCheck: false,
};

let passed = 0;
let failed = 0;
function report(name: string, ok: boolean, output = ''): void {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? '✓' : '✗'} ${name}${ok ? '' : `\n${output.trimEnd().replaceAll(/^/gm, '    ')}`}`);
}

const folder = mkdtempSync(join(tmpdir(), 'usina-consume-'));
try {
  const all = packages();
  await install(all);
  for (const source of all) {
    lint(source);
    for (const tool of [
      ['publint', ['--strict', join(source.folder, 'out/package')]],
      ['attw', ['--pack', join(source.folder, 'out/package'), '--profile', 'esm-only']],
    ] as const) {
      const result = await run(tool[0], [...tool[1]], { capture: true });
      report(`${source.manifest.name} ${tool[0]}`, result.code === 0, result.output);
    }
  }
  const entries = all.flatMap(({ manifest }) =>
    Object.keys(manifest.exports).map((entry) => manifest.name + entry.slice(1)),
  );
  await script(
    'every entry imports from ESM',
    'esm.mjs',
    entries.map((entry) => `await import('${entry}');`).join('\n'),
  );
  await script(
    'every entry is required from CommonJS',
    'cjs.cjs',
    entries.map((entry) => `require('${entry}');`).join('\n'),
  );
  await types(all);
  for (const [name, code] of Object.entries(probes)) await script(name, `${name.replaceAll(/\W+/g, '-')}.mts`, code);
  await readmes(all);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);

/** Packs every package and installs the tarballs, with the optional peers, in an empty project. */
async function install(all: Package[]): Promise<void> {
  const { devDependencies: installed } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const tarballs: Record<string, string> = {};
  for (const source of all) tarballs[source.manifest.name] = `file:${await pack(source, folder)}`;
  const peers = Object.assign({}, ...all.map(({ manifest }) => manifest.peerDependencies ?? {})) as Record<
    string,
    string
  >;
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: { ...peers, ...tarballs, '@types/node': installed['@types/node'] },
    overrides: tarballs,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const { code, output } = await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
    capture: true,
  });
  if (code !== 0) throw new Error(`npm install of the tarballs failed:\n${output}`);
}

/** The published manifest knows no source condition and no tests. */
function lint({ manifest }: Package): void {
  const published = join(folder, 'node_modules', manifest.name);
  const text = readFileSync(join(published, 'package.json'), 'utf8');
  report(
    `${manifest.name} ships no source condition`,
    !text.includes('@usina/source') && !existsSync(join(published, 'src')),
    text,
  );
}

async function script(name: string, file: string, code: string): Promise<string> {
  writeFileSync(join(folder, file), code);
  const { code: exit, output } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    cwd: folder,
    capture: true,
  });
  report(name, exit === 0, output);
  return output;
}

/** Entries for browsers must do without the types of Node. */
async function types(all: Package[]): Promise<void> {
  const entriesOf = (node: boolean) =>
    all.flatMap(({ manifest }) =>
      Object.keys(manifest.exports)
        .filter((entry) => (manifest.usina?.nodeEntries?.includes(entry) ?? false) === node)
        .map((entry) => manifest.name + entry.slice(1)),
    );
  for (const [where, entries, ambient] of [
    ['a browser', entriesOf(false), []],
    ['Node', entriesOf(true), ['node']],
  ] as const) {
    const file = `types-${ambient.length}`;
    const code = entries.map((entry, i) => `import * as entry${i} from '${entry}';\nvoid entry${i};`).join('\n');
    writeFileSync(join(folder, `${file}.ts`), code);
    writeFileSync(
      join(folder, `${file}.json`),
      JSON.stringify({ compilerOptions: { ...compilerOptions, types: ambient }, files: [`${file}.ts`] }),
    );
    const tsc = join(root, 'node_modules/typescript7/bin/tsc');
    const { code: exit, output } = await run(process.execPath, [tsc, '-p', join(folder, `${file}.json`)], {
      cwd: folder,
      capture: true,
    });
    report(`every entry for ${where} type-checks, libraries included`, exit === 0, output);
  }
}

/** Runs every `ts` block of the READMEs and guides against the tarballs and compares what it prints with the `text` block. */
async function readmes(all: Package[]): Promise<void> {
  const guides = globSync('docs/*.md', { cwd: root }).sort();
  const files = [
    ...['README.md', ...guides].map((file) => join(root, file)),
    ...all.map((source) => join(source.folder, 'README.md')),
  ];
  for (const file of files) {
    for (const [index, snippet] of snippetsOf(readFileSync(file, 'utf8')).entries()) {
      const name = `${file.slice(root.length + 1)}:${snippet.line}`;
      const own = join(folder, `snippet-${passed + failed}-${index}`);
      mkdirSync(own);
      writeFileSync(join(own, 'snippet.mts'), snippet.code);
      const { code, output } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'snippet.mts'], {
        cwd: own,
        capture: true,
      });
      const same = snippet.expected === undefined || output.trimEnd() === snippet.expected.trimEnd();
      report(name, code === 0 && same, same ? output : `printed:\n${output}\nexpected:\n${snippet.expected}`);
    }
  }
}
