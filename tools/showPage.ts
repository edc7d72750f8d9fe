import { spawn } from 'node:child_process';
import { once } from 'node:events';

interface ShowPageOptions {
  /** Path of the browser. */
  chromium: string;
  /** What to open. */
  url: string;
  /** Folder for its profile. */
  profile: string;
  /** An expression that the page is asked until it is a string: what the page shows when it is done. */
  until: string;
  /** How long the page may take. [ms] */
  timeoutMs: number;
}

/**
 * Opens a page in Chromium, without a window, and gives what it shows in the end. Time passes as it does for people: workers run, which
 * the virtual time of `--dump-dom` does not wait for.
 */
export async function showPage({ chromium, url, profile, until, timeoutMs }: ShowPageOptions): Promise<string> {
  const browser = spawn(
    chromium,
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      ...[
        '--disable-component-update',
        '--disable-sync',
        `--user-data-dir=${profile}`,
        '--remote-debugging-port=0',
        url,
      ],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(browser, 'exit');
  try {
    const { host } = new URL(await addressOf(browser.stderr));
    const pages = (await (await fetch(`http://${host}/json`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(pages.find(({ type }) => type === 'page')!.webSocketDebuggerUrl);
    await once(socket, 'open');
    const untilMs = performance.now() + timeoutMs;
    for (let id = 1; performance.now() < untilMs; id++) {
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression: until } }));
      const [{ data }] = (await once(socket, 'message')) as [{ data: string }];
      const { result } = JSON.parse(data) as { result: { result: { type: string; value: unknown } } };
      if (result.result.type === 'string') return String(result.result.value);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${url}: ${until} was no string after ${timeoutMs} ms.`);
  } finally {
    browser.kill();
    await ended;
  }
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stderr) {
    text += String(chunk);
    const found = /DevTools listening on (ws:\S+)/.exec(text);
    if (found) return found[1]!;
  }
  throw new Error(`Chromium ended before it listened: ${text}`);
}
