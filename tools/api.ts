import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { run } from './run.ts';
import { packages, root } from './workspace.ts';

/**
 * `npm run api` compares the public types of every entry with the committed reports in `etc/`; `-- --write` renews them.
 * Reads `dist`: build first. One process a package, because the extractor keeps every program it has seen.
 */
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
  const { folder, manifest } = packages().find((one) => one.manifest.name === packageName)!;
  const reports = join(folder, 'etc');
  mkdirSync(reports, { recursive: true });
  let same = true;
  for (const [entry, { types }] of Object.entries(manifest.exports)) {
    const report = entry === '.' ? 'index' : entry.slice(2).replaceAll('/', '-');
    const config = ExtractorConfig.prepare({
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: join(folder, types!),
        compiler: { tsconfigFilePath: join(root, 'tools/api.tsconfig.json') },
        apiReport: {
          enabled: true,
          reportFileName: report,
          reportFolder: reports,
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
    const fresh = !existsSync(join(reports, `${report}.api.md`));
    const result = Extractor.invoke(config, {
      localBuild: write,
      messageCallback: (message) => {
        message.handled = true;
      },
    });
    const ok = result.succeeded && (write || !(result.apiReportChanged || fresh));
    if (!ok) same = false;
    console.log(
      `${ok ? '✓' : '✗'} ${manifest.name}${entry.slice(1)}${ok ? '' : ': its public types changed; look at them, then `npm run api -- --write`'}`,
    );
  }
  return same;
}
