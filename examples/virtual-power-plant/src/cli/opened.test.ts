import { describe, expect, it } from 'vitest';
import { closeAfter, createOpened } from './opened.ts';

function parts(...failing: string[]) {
  const closed: string[] = [];
  const part = (name: string) => ({
    async close() {
      closed.push(name);
      if (failing.includes(name)) throw new Error(`${name} does not close`);
    },
  });
  return { closed, part };
}

describe('what was opened', () => {
  it('is closed last first, all of it, also where one part fails', async () => {
    const { closed, part } = parts('store');
    const opened = createOpened();
    for (const name of ['simulator', 'store', 'fleet']) opened.keep(part(name));
    await expect(opened.close()).rejects.toThrow('store does not close');
    expect(closed).toEqual(['fleet', 'store', 'simulator']);
    await opened.close();
    expect(closed).toHaveLength(3);
  });

  it('is closed after the work, whose result is returned', async () => {
    const { closed, part } = parts();
    const result = await closeAfter(async ({ keep }) => {
      keep(part('fleet'));
      return 7;
    });
    expect([result, closed]).toEqual([7, ['fleet']]);
  });

  it('never hides the first error behind one of closing', async () => {
    const { closed, part } = parts('fleet', 'store');
    const first = new Error('the disk is full');
    const failed = closeAfter(async ({ keep }) => {
      keep(part('store'));
      keep(part('fleet'));
      throw first;
    });
    await expect(failed).rejects.toMatchObject({ cause: first, errors: [first, expect.any(AggregateError)] });
    expect(closed).toEqual(['fleet', 'store']);
  });

  it('keeps the error of the work as it is where closing succeeds', async () => {
    const { part } = parts();
    const first = new Error('the disk is full');
    await expect(
      closeAfter(async ({ keep }) => {
        keep(part('store'));
        throw first;
      }),
    ).rejects.toBe(first);
  });

  it('fails when only closing fails', async () => {
    const { part } = parts('store');
    await expect(closeAfter(async ({ keep }) => void keep(part('store')))).rejects.toThrow('store does not close');
  });
});
