import { escapeHtml } from './chartFrame.ts';
import { style } from './style.ts';

export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Columns that hold numbers, aligned to the right. */
  numeric?: readonly number[];
}

export interface Section {
  heading: string;
  text: readonly string[];
  /** SVG figures, made by the chart functions. */
  figures?: readonly string[];
  table?: Table;
  /** Sources, range, coverage and rule of what stands above. */
  evidence?: string;
}

export interface ReportPage {
  title: string;
  lead: string;
  /** What a reader must know before any figure: simulated, hypothetical, shadow prices. */
  notices: readonly string[];
  summary: Table;
  sections: readonly Section[];
}

/** The report as one self-contained file: no script, no font, no picture from elsewhere. */
export function reportPage({ title, lead, notices, summary, sections }: ReportPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(lead)}</p>
${notices.map((notice) => `<p class="notice">${escapeHtml(notice)}</p>`).join('\n')}
${table(summary)}
${sections.map(section).join('\n')}
</body>
</html>
`;
}

function section({ heading, text, figures = [], table: rows, evidence }: Section): string {
  return `<section>
<h2>${escapeHtml(heading)}</h2>
${text.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
${figures.join('\n')}
${rows ? table(rows) : ''}
${evidence ? `<p class="evidence">${escapeHtml(evidence)}</p>` : ''}
</section>`;
}

function table({ head, rows, numeric = [] }: Table): string {
  const cell = (tag: 'th' | 'td', text: string, column: number) =>
    `<${tag}${numeric.includes(column) ? ' class="number"' : ''}>${escapeHtml(text)}</${tag}>`;
  const headRow = `<tr>${head.map((text, i) => cell('th', text, i)).join('')}</tr>`;
  const bodyRows = rows.map((row) => `<tr>${row.map((text, i) => cell('td', text, i)).join('')}</tr>`);
  return `<div class="scroll"><table><thead>${headRow}</thead><tbody>${bodyRows.join('\n')}</tbody></table></div>`;
}
