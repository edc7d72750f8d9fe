/** Whatever holds a socket, a file, a worker or a folder. */
export interface Closable {
  close(): Promise<void>;
}

/** What a piece of work opened, to be closed together. */
export interface Opened extends Closable {
  /** Remembers a part and returns it. */
  keep<Part extends Closable>(part: Part): Part;
  /** Closes all parts, last first, also when one of them fails; throws what failed, once all were tried. */
  close(): Promise<void>;
  /**
   * Closes all parts because of an error and gives what to throw: that error, or where closing failed as well an
   * `AggregateError` with it as its cause and first error.
   */
  closeFor(first: unknown): Promise<unknown>;
}

export function createOpened(): Opened {
  const parts: Closable[] = [];
  const opened: Opened = {
    keep(part) {
      parts.push(part);
      return part;
    },
    async close() {
      const failed: unknown[] = [];
      for (const part of parts.splice(0).reverse()) {
        await part.close().catch((error: unknown) => failed.push(error));
      }
      if (failed.length === 1) throw failed[0];
      if (failed.length > 1)
        throw new AggregateError(failed, 'Several parts could not be closed.', { cause: failed[0] });
    },
    closeFor: (first) =>
      opened.close().then(
        () => first,
        (closing: unknown) => new AggregateError([first, closing], 'Closing failed as well.', { cause: first }),
      ),
  };
  return opened;
}

/** Hands `work` something to keep its parts in and closes them afterwards, however it ends. */
export async function closeAfter<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = createOpened();
  let result: T;
  try {
    result = await work(opened);
  } catch (error) {
    throw await opened.closeFor(error);
  }
  await opened.close();
  return result;
}
