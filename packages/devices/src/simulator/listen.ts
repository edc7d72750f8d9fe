import { createServer, type Server, type Socket } from 'node:net';
import { SimulatorError } from './SimulatorError.ts';

export interface ListenOptions {
  /** What listens, for messages. */
  name: string;
  /** @defaultValue '127.0.0.1' */
  host?: string | undefined;
  /** @defaultValue 0, any free one */
  port?: number | undefined;
  onConnection(socket: Socket): void;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Ends every connection and resolves when the port is free again. */
  close(): Promise<void>;
}

/** A TCP server that knows its sockets. Throws `SIMULATOR_PORT_IN_USE` or `SIMULATOR_LISTEN_FAILED`. */
export async function listen({ name, host = '127.0.0.1', port = 0, onConnection }: ListenOptions): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that goes away in mid-answer is no fault of the simulator.
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  await start(server, { name, host, port });
  const address = server.address() as { port: number };
  return {
    host,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function start(server: Server, at: { name: string; host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      const code = taken ? 'SIMULATOR_PORT_IN_USE' : 'SIMULATOR_LISTEN_FAILED';
      const why = taken ? 'the port is in use' : cause.message;
      const message = `${at.name} cannot listen on ${at.host}:${at.port}: ${why}. End the other program, or choose port 0 for any free one.`;
      reject(new SimulatorError(code, message, { context: { ...at }, cause }));
    });
    server.listen({ host: at.host, port: at.port }, resolve);
  });
}
