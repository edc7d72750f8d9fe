import type { Notice } from '../Scenario.ts';
import { escapeHtml } from './chartFrame.ts';
import { style } from './style.ts';

export interface Table {
  caption?: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Columns that hold numbers, aligned to the right. */
  numeric?: readonly number[];
  /** Columns of sentences, which are given room. */
  wide?: readonly number[];
}

/** One of several things of a kind, laid out so that long lists of names fit any width. */
export interface Entry {
  name: string;
  detail: string;
  text: string;
  names: readonly string[];
}

export interface Section {
  heading: string;
  /** Stands beside the heading where a reader must not miss it: hypothetical, shadow prices. */
  labels?: readonly string[];
  text: readonly string[];
  /** Figures, made by the chart functions. */
  figures?: readonly string[];
  entries?: readonly Entry[];
  tables?: readonly Table[];
  /** Sources, range, coverage and rule of what stands above. */
  evidence?: string;
}

export interface ReportPage {
  title: string;
  lead: string;
  notices: readonly Notice[];
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
<dl class="notices">
${notices.map(({ label, text }) => `<div><dt class="badge">${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd></div>`).join('\n')}
</dl>
${table(summary)}
${sections.map(section).join('\n')}
</body>
</html>
`;
}

function section({ heading, labels = [], text, figures = [], entries = [], tables = [], evidence }: Section): string {
  const badges = labels.map((label) => ` <span class="badge">${escapeHtml(label)}</span>`).join('');
  return `<section>
<h2>${escapeHtml(heading)}${badges}</h2>
${text.map((line) => `<p>${escapeHtml(line).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`).join('\n')}
${figures.join('\n')}
${entries.length === 0 ? '' : `<dl class="entries">${entries.map(entry).join('\n')}</dl>`}
${tables.map(table).join('\n')}
${evidence ? `<p class="evidence">Evidence: ${escapeHtml(evidence)}</p>` : ''}
</section>`;
}

function entry({ name, detail, text, names }: Entry): string {
  return `<div><dt>${escapeHtml(name)} <span>${escapeHtml(detail)}</span></dt><dd>${escapeHtml(text)}</dd><dd class="names">${names.map(escapeHtml).join(', ')}</dd></div>`;
}

function table({ caption, head, rows, numeric = [], wide = [] }: Table): string {
  const look = (column: number) =>
    numeric.includes(column) ? ' class="number"' : wide.includes(column) ? ' class="wide"' : '';
  const headings = `<tr>${head.map((text, i) => `<th${look(i)}>${escapeHtml(text)}</th>`).join('')}</tr>`;
  const cells = (row: readonly string[]) =>
    `<tr>${row.map((text, i) => `<td${look(i)} data-head="${escapeHtml(head[i] ?? '')}">${escapeHtml(text)}</td>`).join('')}</tr>`;
  // a phone shows each row of a broad table as a card, its headings beside the values
  return `<div class="scroll"><table${head.length > 3 ? ' class="cards"' : ''}>${caption ? `<caption>${escapeHtml(caption)}</caption>` : ''}<thead>${headings}</thead><tbody>${rows.map(cells).join('\n')}</tbody></table></div>`;
}
