import { open } from 'node:fs/promises';

/** The little that a journal asks of a file. Tests pass files that fill up; the default is the file system. */
export interface JournalFile {
  size(): Promise<number>;
  /** Fills the buffer from a position; returns how many bytes there were. */
  read(buffer: Uint8Array, position: number): Promise<number>;
  /** Writes all of the bytes, or rejects. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Resolves when all that was written is durable. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file for reading and writing, and makes it where there is none. */
export type OpenJournalFile = (path: string) => Promise<JournalFile>;

/** Files of this machine; durable means `fdatasync`. */
export const openNodeFile: OpenJournalFile = async (path) => {
  const handle = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return open(path, 'wx+');
    throw error;
  });
  return {
    size: async () => (await handle.stat()).size,
    async read(buffer, position) {
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled;
    },
    async write(bytes, position) {
      let written = 0;
      while (written < bytes.length) {
        written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
      }
    },
    sync: () => handle.datasync(),
    truncate: (size) => handle.truncate(size),
    close: () => handle.close(),
  };
};

/** Makes the entry of a new file in its folder durable. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
