import { createVirtualClock } from '@usina/core/time';
import { afterEach, describe, expect, it } from 'vitest';
import { answerFrame, exceptionFrame, type RawRequest, startFaultyServer } from '../../test/faultyServer.ts';
import { ModbusConnection } from './ModbusConnection.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const clock = createVirtualClock({ startMs: 0 });
const ask = { unit: 1, address: 10, count: 1 } as const;

async function connectTo(onRequest: (request: RawRequest) => void, timeoutMs = 1_000) {
  const server = await startFaultyServer(onRequest);
  open.push(server);
  const connection = new ModbusConnection({ host: '127.0.0.1', port: server.port, timeoutMs, clock });
  open.push(connection);
  return { server, connection };
}

describe('a connection', () => {
  it('reads for several units over one socket, one request at a time', async () => {
    let inFlight = 0;
    const { server, connection } = await connectTo((request) => {
      inFlight += 1;
      expect(inFlight).toBe(1);
      setImmediate(() => {
        inFlight -= 1;
        request.socket.write(answerFrame(request, [request.unit * 100 + request.address]));
      });
    });
    const reads = [1, 2, 3].flatMap((unit) => [5, 6].map((address) => connection.read({ unit, address, count: 1 })));
    expect(await Promise.all(reads)).toEqual([[105], [106], [205], [206], [305], [306]]);
    expect(server.connections).toBe(1);
  });

  it('reads an answer that comes byte by byte', async () => {
    const { connection } = await connectTo((request) => {
      const bytes = [...answerFrame(request, [0x1234])];
      const next = () => {
        request.socket.write(Buffer.from([bytes.shift()!]));
        if (bytes.length > 0) setImmediate(next);
      };
      next();
    });
    expect(await connection.read(ask)).toEqual([0x1234]);
  });

  it('tells the exception of a device', async () => {
    const { connection } = await connectTo((request) => request.socket.write(exceptionFrame(request, 2)));
    await expect(connection.read(ask)).rejects.toMatchObject({
      code: 'MODBUS_EXCEPTION',
      state: 'offline',
      context: { exceptionCode: 2, unit: 1, address: 10, count: 1 },
    });
  });

  it('times out when there is no answer and calls the device silent', async () => {
    const { connection } = await connectTo(() => undefined, 20);
    await expect(connection.read(ask)).rejects.toMatchObject({
      code: 'MODBUS_TIMEOUT',
      state: 'silent',
      context: { timeoutMs: 20 },
    });
  });

  it('hears an answer that waited while the event loop was busy for longer than the timeout', async () => {
    const { connection } = await connectTo(
      (request) => request.socket.write(answerFrame(request, [request.index])),
      20,
    );
    expect(await connection.read(ask)).toEqual([0]);
    for (let i = 1; i <= 5; i++) {
      const read = connection.read(ask);
      await Promise.resolve();
      const untilMs = performance.now() + 60;
      while (performance.now() < untilMs);
      expect(await read).toEqual([i]);
    }
  });

  it('never takes a late answer for that of a later request, and needs no reconnect for it', async () => {
    let late: RawRequest | undefined;
    const { server, connection } = await connectTo((request) => {
      if (!late) late = request;
      else {
        request.socket.write(answerFrame(late, [111]));
        request.socket.write(answerFrame(request, [222]));
      }
    }, 100);
    await expect(connection.read(ask)).rejects.toMatchObject({ code: 'MODBUS_TIMEOUT' });
    expect(await connection.read(ask)).toEqual([222]);
    expect(server.connections).toBe(1);
  });

  it('reconnects before transaction numbers come round to one that was never answered', async () => {
    const { server, connection } = await connectTo((request) => {
      if (request.index > 0) request.socket.write(answerFrame(request, [request.index]));
    }, 100);
    await expect(connection.read(ask)).rejects.toMatchObject({ code: 'MODBUS_TIMEOUT' });
    for (let i = 1; i <= 260; i++) expect(await connection.read(ask)).toEqual([i]);
    expect(server.connections).toBe(2);
  });

  it('opens a new socket after three misses in a row, for a device that lost power', async () => {
    const { server, connection } = await connectTo((request) => {
      if (server.connections > 1) request.socket.write(answerFrame(request, [7]));
    }, 30);
    for (let i = 0; i < 3; i++) await expect(connection.read(ask)).rejects.toMatchObject({ code: 'MODBUS_TIMEOUT' });
    expect(await connection.read(ask)).toEqual([7]);
    expect(server.connections).toBe(2);
  });

  it.each([
    ['a foreign protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'HTTP or another service'],
    ['a length beyond any frame', Buffer.from([0, 1, 0, 0, 0xff, 0xff, 1, 3, 2, 0, 0]), 'RTU over TCP'],
    ['a length of nothing', Buffer.from([0, 1, 0, 0, 0, 0]), 'RTU over TCP'],
  ])('gives up at once on %s, and works again on a new socket', async (_, garbage, advice) => {
    const { connection } = await connectTo((request) => {
      request.socket.write(request.index === 0 ? garbage : answerFrame(request, [5]));
    }, 5_000);
    await expect(connection.read(ask)).rejects.toMatchObject({
      code: 'MODBUS_PROTOCOL',
      state: 'offline',
      message: expect.stringContaining(advice),
    });
    expect(await connection.read(ask)).toEqual([5]);
  });

  it('refuses an answer from another unit, of another length or of another function', async () => {
    const wrong: ((request: RawRequest) => Buffer)[] = [
      (request) => answerFrame({ ...request, unit: 9 }, [1]),
      (request) => answerFrame(request, [1, 2]),
      (request) => Object.assign(answerFrame(request, [1]), { 7: 4 }),
      (request) => Object.assign(answerFrame(request, [1]), { 8: 200 }),
      (request) => Object.assign(answerFrame(request, [1]), { 8: 0 }),
    ];
    const { connection } = await connectTo((request) => request.socket.write(wrong[request.index]!(request)));
    for (const _ of wrong) await expect(connection.read(ask)).rejects.toMatchObject({ code: 'MODBUS_PROTOCOL' });
  });

  it('tells a reset in mid-answer without waiting for the timeout, and reconnects at the next request', async () => {
    const { connection } = await connectTo((request) => {
      if (request.index > 0) request.socket.write(answerFrame(request, [9]));
      else {
        request.socket.write(answerFrame(request, [1]).subarray(0, 8));
        setImmediate(() => request.socket.resetAndDestroy());
      }
    }, 60_000);
    await expect(connection.read(ask)).rejects.toMatchObject({ code: 'MODBUS_DISCONNECTED', state: 'offline' });
    expect(await connection.read(ask)).toEqual([9]);
  });

  it('fails fast while it waits to try an unreachable device again', async () => {
    const { server } = await connectTo(() => undefined);
    await server.close();
    const connection = new ModbusConnection({ host: '127.0.0.1', port: server.port, timeoutMs: 1_000, clock });
    await expect(connection.read(ask)).rejects.toMatchObject({
      code: 'MODBUS_UNREACHABLE',
      cause: { code: 'ECONNREFUSED' },
    });
    const startMs = clock.now();
    await expect(connection.read(ask)).rejects.toMatchObject({ context: { retryAtMs: startMs + 1_000 } });
    await clock.advanceTo(startMs + 1_000);
    await expect(connection.read(ask)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await expect(connection.read(ask)).rejects.toMatchObject({ context: { retryAtMs: startMs + 3_000 } });
    await connection.close();
  });

  it('settles everything on close and leaves no socket', async () => {
    const { server, connection } = await connectTo(() => undefined, 60_000);
    const pending = [connection.read(ask), connection.read({ ...ask, unit: 2 })];
    const settled = Promise.allSettled(pending);
    await expect.poll(() => server.open).toBe(1);
    await connection.close();
    expect((await settled).map((one) => one.status === 'rejected' && one.reason.code)).toEqual([
      'MODBUS_CLOSED',
      'MODBUS_CLOSED',
    ]);
    await expect(connection.read(ask)).rejects.toMatchObject({ code: 'MODBUS_CLOSED' });
    await expect.poll(() => server.open).toBe(0);
  });

  it('settles a request whose connection is still being made when it is closed', async () => {
    const { connection } = await connectTo((request) => request.socket.write(answerFrame(request, [1])));
    const read = connection.read(ask);
    const closed = connection.close();
    await expect(read).rejects.toMatchObject({ code: 'MODBUS_CLOSED' });
    await closed;
  });
});
