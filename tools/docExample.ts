/** An example of a doc comment: code whose last expression is worth what the comment behind it says. */
export interface DocExample {
  /** Body of a function that returns the value. */
  body: string;
  expected: string;
}

/** Takes an example apart; undefined where it does not end in `// value`. */
export function parseExample(text: string): DocExample | undefined {
  const [, code, expected] = /^([\s\S]*?)\s*\/\/ (?=[^\n]*(?:\n\/\/ [^\n]*)*$)([\s\S]*)$/.exec(text.trim()) ?? [];
  if (code === undefined || expected === undefined) return undefined;
  const last = code.search(/(?:^|;(?: \/\/[^\n]*)?\n)(?![\s\S]*;(?: \/\/[^\n]*)?\n)/);
  const start = last === 0 ? 0 : code.indexOf('\n', last) + 1;
  return { body: `${code.slice(0, start)}return (${code.slice(start)}\n);`, expected: expected.replaceAll('\n//', '') };
}

/** What of a value is not as the comment prints it: numbers to the last digit, of an object the fields that are named. */
export function mismatches(got: unknown, expected: string): string[] {
  const fields = [...expected.matchAll(/(\w+): (\[[^\]]*\]|[^,\s}]+)/g)];
  if (expected.startsWith('{')) {
    if (fields.length === 0) return [`read no field in ${expected}`];
    const values = got as Record<string, unknown>;
    return fields.flatMap(([, name, text]) => mismatches(values[name!], text!).map((each) => `${name}: ${each}`));
  }
  if (expected.startsWith('[')) {
    const texts = expected.slice(1, expected.indexOf(']')).split(', ');
    const values = Array.from(got as ArrayLike<unknown>);
    if (texts.length !== values.length) return [`${values.length} values, expected ${expected}`];
    return texts.flatMap((text, i) => mismatches(values[i], text));
  }
  const [text] = expected.split(' ') as [string];
  const number = Number(text.replaceAll('_', ''));
  if (typeof got !== 'number' || Number.isNaN(number))
    return String(got) === text.replaceAll("'", '') ? [] : [`${got}`];
  const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const exponent = Number(/e(-?\d+)/.exec(text)?.[1] ?? 0);
  return Math.abs(got - number) <= 0.501 * 10 ** (exponent - digits) ? [] : [`${got}, expected ${text}`];
}
