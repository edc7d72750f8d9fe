export interface Snippet {
  /** Line of the README where the code starts. */
  line: number;
  code: string;
  /** What it prints, when a `text` block follows. */
  expected?: string;
}

/** The `ts` blocks of a README, each with the `text` block right behind it as its output. */
export function snippetsOf(markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  const block = /^```ts\n([\s\S]*?)^```\n(?:\n*^```text\n([\s\S]*?)^```)?/gm;
  for (const match of markdown.matchAll(block)) {
    const line = markdown.slice(0, match.index).split('\n').length + 1;
    snippets.push({ line, code: match[1]!, ...(match[2] === undefined ? {} : { expected: match[2] }) });
  }
  return snippets;
}
