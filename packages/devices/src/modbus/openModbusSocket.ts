import type { Socket } from 'node:net';
import type { ModbusRTU } from 'modbus-serial/ModbusRTU.js';
import { FrameGuard } from './FrameGuard.ts';
import { ModbusError } from './ModbusError.ts';
import { startTimeout } from './startTimeout.ts';

export interface OpenModbusSocketOptions {
  host: string;
  port: number;
  /** [ms] */
  timeoutMs: number;
}

/** An open connection with the client on it, and why it ended once it has. */
export interface ModbusSocket {
  readonly client: ModbusRTU;
  /** Bytes received so far. */
  readonly bytesRead: number;
  /** The reason, once the connection is gone. */
  readonly ended: ModbusError | undefined;
  /** Called once, when the connection goes. */
  onEnd: ((error: ModbusError) => void) | undefined;
  /** Ends it for this reason and resolves when the socket is closed. */
  end(error: ModbusError): Promise<void>;
}

/**
 * Connects and puts a `modbus-serial` client on the socket. The socket is our own because that library does not tell
 * when a peer resets it, and because its bytes must be seen to notice garbage.
 */
export async function openModbusSocket(options: OpenModbusSocketOptions): Promise<ModbusSocket> {
  // The types give a CommonJS module its `default`, and so does this one.
  const { default: modbusSerial } = await import('modbus-serial');
  const endpoint = `${options.host}:${options.port}`;
  const socket = await connect(options, endpoint);
  const client = new modbusSerial.default();
  const guard = new FrameGuard();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const opened: ModbusSocket & { ended: ModbusError | undefined } = {
    client,
    ended: undefined,
    onEnd: undefined,
    get bytesRead() {
      return socket.bytesRead;
    },
    end(error) {
      finish(error);
      client.destroy(() => undefined);
      socket.destroy();
      return closed;
    },
  };
  const finish = (error: ModbusError) => {
    if (opened.ended) return;
    opened.ended = error;
    opened.onEnd?.(error);
  };
  socket.on('error', (cause) => finish(disconnected(endpoint, cause)));
  socket.on('close', () => finish(disconnected(endpoint)));
  socket.on('data', (bytes) => {
    const wrong = guard.check(bytes);
    if (wrong === undefined) return;
    const message = `${endpoint} sent bytes that are no Modbus TCP: ${wrong}. ${adviceFor(bytes)}`;
    void opened.end(new ModbusError('MODBUS_PROTOCOL', message, { context: { endpoint, wrong } }));
  });
  client.on('error', (cause) => finish(disconnected(endpoint, cause)));
  await client.linkTCP(socket, { port: options.port });
  return opened;
}

/** Bytes that are text come from a web interface or another service; others often from a gateway in another mode. */
function adviceFor(bytes: Uint8Array): string {
  const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
  return isText
    ? 'They are text: HTTP or another service answers there. Check the port, 502 as a rule.'
    : 'Check that the port speaks Modbus TCP, not RTU over TCP.';
}

function connect({ host, port, timeoutMs }: OpenModbusSocketOptions, endpoint: string): Promise<Socket> {
  // Loaded here and not imported: the root entry, where drivers are defined as data, bundles for a browser.
  const net = process.getBuiltinModule('node:net');
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true });
    const fail = (cause?: unknown) => {
      cancelTimeout();
      socket.destroy();
      const why = cause instanceof Error ? cause.message : `no answer within ${timeoutMs} ms`;
      const message = `No connection to ${endpoint}: ${why}. Check address, port and cable, and that the device allows another client.`;
      reject(new ModbusError('MODBUS_UNREACHABLE', message, { context: { endpoint, timeoutMs }, cause }));
    };
    const cancelTimeout = startTimeout(timeoutMs, fail);
    // Stays on for good: a destroyed socket may still report an error.
    socket.on('error', fail);
    socket.once('connect', () => {
      cancelTimeout();
      resolve(socket);
    });
  });
}

function disconnected(endpoint: string, cause?: unknown): ModbusError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new ModbusError('MODBUS_DISCONNECTED', `${endpoint} closed the connection${why}.`, {
    context: { endpoint },
    cause,
  });
}
