import type { Evidence } from '@usina/core';
import { clockText } from './wording.ts';

/** Tells a run step by step on the terminal. Progress overwrites its own line where the output is a terminal. */
export interface Narrator {
  title(text: string): void;
  step(name: string): void;
  say(text: string): void;
  /** What a listener must know before any figure. */
  notices(notices: readonly { label: string; text: string }[]): void;
  /** Sources, range, coverage and rule behind what was just said; times by the clock of the plant. */
  evidence(evidence: Evidence, timeZone: string): void;
  progress(label: string, done: number, total: number): void;
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
}

const everyMs = 2_000;

export function createNarrator(out: NodeJS.WriteStream = process.stdout, now: () => number = Date.now): Narrator {
  const dim = (text: string) => (out.isTTY && !process.env.NO_COLOR ? `\u001b[2m${text}\u001b[0m` : text);
  const bold = (text: string) => (out.isTTY && !process.env.NO_COLOR ? `\u001b[1m${text}\u001b[0m` : text);
  const line = (text: string) => out.write(`${text}\n`);
  let steps = 0;
  let lastProgressMs = now();
  return {
    title: (text) => line(bold(text)),
    step(name) {
      steps += 1;
      line(`\n${bold(`${steps}. ${name}`)}`);
      lastProgressMs = now();
    },
    say: (text) => line(`   ${text}`),
    notices(notices) {
      for (const { label, text } of notices) line(`   ${bold(`${label}:`)} ${text}`);
    },
    evidence: (evidence, timeZone) => line(dim(`   evidence: ${describeEvidence(evidence, timeZone)}`)),
    progress(label, done, total) {
      const finished = done >= total;
      if (!finished && now() - lastProgressMs < (out.isTTY ? 100 : everyMs)) return;
      lastProgressMs = now();
      if (out.isTTY) out.write(`\r\u001b[K${finished ? '' : dim(`   ${label} ${Math.floor((100 * done) / total)} %`)}`);
      else if (!finished) line(`   ${label} ${Math.floor((100 * done) / total)} %`);
    },
    table(head, rows) {
      const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
      const format = (row: readonly string[]) =>
        row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
      line(`   ${bold(format(head))}`);
      for (const row of rows) line(`   ${format(row)}`);
    },
  };
}

/** Evidence in one line: sources, time range by the clock of a zone, coverage, rule, notes. */
export function describeEvidence(
  { sources, range, coverage, rule, knownAtMs, notes = [] }: Evidence,
  timeZone: string,
): string {
  const parts = [
    sources.length > 3 ? `${sources.slice(0, 2).join(', ')} and ${sources.length - 2} more` : sources.join(', '),
  ];
  const clock = (ms: number) => clockText(ms, timeZone);
  const known = knownAtMs === undefined || knownAtMs === range?.endMs ? '' : `, known ${clock(knownAtMs)}`;
  if (range) parts.push(`${clock(range.startMs)} to ${clock(range.endMs)}${known}, clock of ${timeZone}`);
  if (coverage !== undefined) parts.push(`coverage ${(100 * coverage).toFixed(1)} %`);
  if (rule) parts.push(rule);
  return [...parts, ...notes].filter(Boolean).join('; ');
}
