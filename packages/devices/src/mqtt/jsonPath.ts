import { DriverError } from '../driver/DriverError.ts';

/** Keys from the root of a payload to a value; empty for the root itself. */
export type JsonPath = readonly (string | number)[];

/**
 * Parses a path of names and brackets: `ENERGY.Power`, `emeters[0].power`, `params["em1:0"].act_power`; empty is the
 * payload itself. Throws `DRIVER_INVALID`.
 *
 * @example
 * parseJsonPath('emeters[0].power') // ['emeters', 0, 'power']
 */
export function parseJsonPath(path: string): JsonPath {
  const keys: (string | number)[] = [];
  const step = /\.?([^.[\]"']+)|\[(\d+)\]|\["([^"]+)"\]|\['([^']+)'\]/y;
  while (step.lastIndex < path.length) {
    const at = step.lastIndex;
    const match = step.exec(path);
    const dotted = match?.[1] !== undefined;
    if (!match || (dotted && match[0].startsWith('.') !== at > 0)) {
      throw new DriverError(
        'DRIVER_INVALID',
        `Read the path "${path}", expected names, dots and brackets as in a["b:0"].c[1].`,
        {
          context: { path, at },
        },
      );
    }
    keys.push(match[2] === undefined ? (match[1] ?? match[3] ?? match[4])! : Number(match[2]));
  }
  return keys;
}

/** The value at a path, undefined where there is none. Only what the payload itself holds is followed. */
export function atJsonPath(payload: unknown, path: JsonPath): unknown {
  let value = payload;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
