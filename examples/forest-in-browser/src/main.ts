import { trainAndTell } from './trainAndTell.ts';

/** The part of the page that this example touches. */
declare const document: { querySelector(selector: '#out'): { textContent: string | null } };

const out = document.querySelector('#out');
const lines = await trainAndTell(({ done, total }) => {
  out.textContent = `grown ${done} of ${total} trees`;
});
out.textContent = lines.join('\n');
