import { parentPort } from 'node:worker_threads';
import { openStoreFile } from './openStoreFile.ts';
import type { Calls, Request, Response } from './protocol.ts';
import { encodeBatch } from './readingBatch.ts';
import { SqliteEngine } from './SqliteEngine.ts';
import { storeFault } from './storeFault.ts';

/** The thread that owns the file: SQLite blocks, so it must not run where streams are. */
let engine: SqliteEngine | undefined;
let file = '';

const handlers: { [Name in keyof Calls]: (ask: Calls[Name]['ask']) => Calls[Name]['answer'] } = {
  open({ portfolioId, logReadings, ...options }) {
    file = options.file;
    const db = openStoreFile(options);
    try {
      engine = new SqliteEngine({ db, portfolioId, logReadings });
    } catch (error) {
      db.close();
      throw error;
    }
    return undefined;
  },
  append: ({ batches, sizes }) => opened().append(batches, sizes),
  page(query) {
    const { readings, nextMs } = opened().page(query);
    return { bytes: encodeBatch(readings), nextMs };
  },
  latest: (query) => opened().latest(query),
  eraseAsset: (assetId) => opened().eraseAsset(assetId),
  retain: (beforeMs) => opened().retain(beforeMs),
  close() {
    try {
      engine?.compact();
    } catch (error) {
      // a disk that is full by then costs nothing: the log is moved when the file is opened with room again
      if (storeFault(error, file).code !== 'STORE_FULL') throw error;
    } finally {
      engine?.close();
      engine = undefined;
    }
    return undefined;
  },
};

function opened(): SqliteEngine {
  if (engine === undefined) throw new Error('the file is not open');
  return engine;
}

function answer({ id, name, ask }: Request): Response {
  try {
    const handler = handlers[name] as (ask: unknown) => Calls[keyof Calls]['answer'];
    return { id, ok: true, answer: handler(ask) };
  } catch (error) {
    const { code, message, context } = storeFault(error, file);
    return { id, ok: false, fault: { code, message, context } };
  }
}

parentPort?.on('message', (request: Request) => {
  const response = answer(request);
  parentPort?.postMessage(response);
  if (request.name === 'close') parentPort?.close();
  else compactWhenFull();
});

/** After the answer, so that nobody waits for it. A fault shows at the append that finds the log twice as full. */
function compactWhenFull(): void {
  if (engine?.isLogFull !== true) return;
  try {
    engine.compact();
  } catch (error) {
    if (storeFault(error, file).code === 'STORE_FAILED') throw error;
  }
}
