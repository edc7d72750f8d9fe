import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The modules of a folder beside this one, by name: `verify/market.ts` is the area `market`. */
export async function loadArea<Run>(folder: 'verify' | 'bench', name: string | undefined): Promise<Run> {
  const path = fileURLToPath(new URL(`./${folder}/`, import.meta.url));
  const names = readdirSync(path)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  if (name === undefined || !names.includes(name)) {
    const read = name === undefined ? 'no name' : `"${name}"`;
    console.error(`npm run ${folder}: read ${read}, expected one of: ${names.join(', ')}.`);
    process.exit(1);
  }
  const module = (await import(pathToFileURL(`${path}${name}.ts`).href)) as { default: Run };
  return module.default;
}
