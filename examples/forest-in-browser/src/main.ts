import { createJobPool, webWorker } from '@usina/core/jobs';
import { trainAndTell } from './trainAndTell.ts';

/** The part of the page that this example touches. */
declare const document: { querySelector(selector: '#out' | '#worker'): { textContent: string } };
declare const Worker: new (url: string) => object;

// a page from a folder may not load a worker's script from there, but one that it holds itself
const script = new Blob([document.querySelector('#worker').textContent], { type: 'text/javascript' });
const url = URL.createObjectURL(script);
const pool = createJobPool({ createWorker: () => webWorker(new Worker(url)), workers: 2 });

const out = document.querySelector('#out');
const lines = await trainAndTell(pool, ({ done, total }) => {
  out.textContent = `grown ${done} of ${total} trees`;
});
await pool.close();
URL.revokeObjectURL(url);
out.textContent = lines.join('\n');
