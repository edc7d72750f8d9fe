import { checkOption } from '../checkOption.ts';

/** Which way an answer may move when a feature grows and all others stay. */
export type MonotoneDirection = 'rising' | 'falling';

const signs: Record<MonotoneDirection, number> = { rising: 1, falling: -1 };

/** By feature: 1 rising, -1 falling, 0 free; undefined where all are free. Throws `FOREST_OPTION_INVALID`. */
export function monotoneDirections(
  monotone: Readonly<Record<string, MonotoneDirection>>,
  names: readonly string[],
): Int8Array | undefined {
  for (const [name, direction] of Object.entries(monotone)) {
    const known = names.includes(name);
    checkOption('monotone', name, known, `names of features: ${names.join(', ')}`);
    checkOption(`monotone.${name}`, direction, Object.hasOwn(signs, direction), 'rising or falling');
  }
  const directions = Int8Array.from(names, (name) => (Object.hasOwn(monotone, name) ? signs[monotone[name]!] : 0));
  return directions.some((direction) => direction !== 0) ? directions : undefined;
}

/** The option as evidence; empty where nothing is monotone. */
export function monotoneText(monotone: Readonly<Record<string, MonotoneDirection>>): { monotone?: string } {
  const told = Object.entries(monotone).map(([name, direction]) => `${name} ${direction}`);
  return told.length === 0 ? {} : { monotone: told.sort().join(', ') };
}
