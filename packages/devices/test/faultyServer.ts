import { createServer, type Socket } from 'node:net';

/** One request as it came. */
export interface RawRequest {
  /** The whole frame. */
  frame: Buffer;
  transaction: number;
  unit: number;
  address: number;
  count: number;
  socket: Socket;
  /** Requests before this one, on all connections. */
  index: number;
}

/** A Modbus TCP server that answers whatever a test wants, byte by byte. */
export async function startFaultyServer(onRequest: (request: RawRequest) => void) {
  const sockets = new Set<Socket>();
  let requests = 0;
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let pending = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      while (pending.length >= 12) {
        const frame = pending.subarray(0, 12);
        pending = pending.subarray(12);
        onRequest({
          frame,
          transaction: frame.readUInt16BE(0),
          unit: frame[6]!,
          address: frame.readUInt16BE(8),
          count: frame.readUInt16BE(10),
          socket,
          index: requests++,
        });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The frame that answers a request with registers. */
export function answerFrame(request: Pick<RawRequest, 'transaction' | 'unit'>, registers: readonly number[]): Buffer {
  const frame = Buffer.alloc(9 + registers.length * 2);
  frame.writeUInt16BE(request.transaction, 0);
  frame.writeUInt16BE(3 + registers.length * 2, 4);
  frame[6] = request.unit;
  frame[7] = 3;
  frame[8] = registers.length * 2;
  registers.forEach((register, i) => {
    frame.writeUInt16BE(register, 9 + i * 2);
  });
  return frame;
}

/** The frame that refuses a request. */
export function exceptionFrame({ transaction, unit }: RawRequest, code: number): Buffer {
  return Buffer.from([transaction >> 8, transaction & 0xff, 0, 0, 0, 3, unit, 0x83, code]);
}
