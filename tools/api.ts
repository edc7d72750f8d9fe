import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { run } from './run.ts';
import { type Package, packages } from './workspace.ts';

/**
 * `npm run api` compares the public types of every entry with the committed reports in `etc/`; `-- --write` renews them.
 * Reads `dist`: build first. One process a package, because the extractor keeps every program it has seen.
 */
const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  types: ['node'],
  strict: true,
  skipLibCheck: true,
};
const args = process.argv.slice(2);
const write = args.includes('--write');
const name = args.find((arg) => arg.startsWith('@'));
if (name) process.exitCode = reportPackage(name) ? 0 : 1;
else await reportAll();

async function reportAll(): Promise<void> {
  const queue = packages().map(({ manifest }) => manifest.name);
  let passed = 0;
  let failed = 0;
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { code, output } = await run(process.execPath, ['tools/api.ts', next, ...args], { capture: true });
      console.log(output.trimEnd());
      if (code === 0) passed += 1;
      else failed += 1;
    }
  };
  await Promise.all([worker(), worker()]);
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`\n${passed} passed, ${failed} failed`);
}

function reportPackage(packageName: string): boolean {
  const source = packages().find((one) => one.manifest.name === packageName)!;
  const entries = Object.keys(source.manifest.exports);
  mkdirSync(join(source.folder, 'etc'), { recursive: true });
  const configs = entries.map((entry) => configOf(source, entry));
  const compilerState = CompilerState.create(configs[0]!, {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
  const current = configs.map((config) => isCurrent(config, compilerState));
  for (const [i, entry] of entries.entries()) {
    const hint = current[i] ? '' : ': its public types changed; look at them, then `npm run api -- --write`';
    console.log(`${current[i] ? '✓' : '✗'} ${packageName}${entry.slice(1)}${hint}`);
  }
  return current.every(Boolean);
}

function isCurrent(config: ExtractorConfig, compilerState: CompilerState): boolean {
  const missing = !existsSync(config.reportFilePath);
  const result = Extractor.invoke(config, {
    compilerState,
    localBuild: write,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  return result.succeeded && (write || !(missing || result.apiReportChanged));
}

function configOf({ folder, manifest }: Package, entry: string): ExtractorConfig {
  const types = join(folder, manifest.exports[entry]!.types!);
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: types,
      compiler: { overrideTsconfig: { compilerOptions, files: [types] } },
      apiReport: {
        enabled: true,
        reportFileName: entry === '.' ? 'index' : entry.slice(2).replaceAll('/', '-'),
        reportFolder: join(folder, 'etc'),
        reportTempFolder: join(folder, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
  });
}
