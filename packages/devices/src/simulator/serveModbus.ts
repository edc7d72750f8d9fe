import type { Socket } from 'node:net';
import { type Listener, listen } from './listen.ts';

export interface ServeModbusOptions {
  /** For messages. @defaultValue 'Modbus TCP server' */
  name?: string | undefined;
  /** @defaultValue '127.0.0.1' */
  host?: string | undefined;
  /** @defaultValue 0, any free one */
  port?: number | undefined;
  /** The registers, a Modbus exception code, or undefined for no answer at all. */
  respond(request: RegisterQuery): ArrayLike<number> | ModbusExceptionCode | undefined;
}

/** A request for registers, functions 3 and 4. */
export interface RegisterQuery {
  readonly unit: number;
  readonly table: 'holding' | 'input';
  readonly address: number;
  readonly count: number;
}

/** MODBUS Application Protocol V1.1b3, section 7. */
export type ModbusExceptionCode = 1 | 2 | 3 | 4 | 5 | 6 | 8 | 10 | 11;

const headerBytes = 7;
const maxCount = 125;

/**
 * Serves registers over Modbus TCP: what a simulated device answers with is a function.
 *
 * Throws `SIMULATOR_PORT_IN_USE`.
 */
export function serveModbus(options: ServeModbusOptions): Promise<Listener> {
  const { name = 'Modbus TCP server', host, port, respond } = options;
  return listen({ name, host, port, onConnection: (socket) => answerRequests(socket, respond) });
}

function answerRequests(socket: Socket, respond: ServeModbusOptions['respond']): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
    while (pending.length > headerBytes) {
      const end = headerBytes - 1 + pending.readUInt16BE(4);
      if (pending.readUInt16BE(2) !== 0 || end <= headerBytes) {
        socket.destroy();
        return;
      }
      if (pending.length < end) return;
      const answer = answerTo(pending.subarray(0, end), respond);
      if (answer) socket.write(answer);
      pending = pending.subarray(end);
    }
  });
}

function answerTo(frame: Buffer, respond: ServeModbusOptions['respond']): Buffer | undefined {
  const unit = frame[6]!;
  const code = frame[7]!;
  if (code !== 3 && code !== 4) return answer(frame, [code | 0x80, 1]);
  if (frame.length < headerBytes + 5) return answer(frame, [code | 0x80, 3]);
  const address = frame.readUInt16BE(8);
  const count = frame.readUInt16BE(10);
  if (count < 1 || count > maxCount) return answer(frame, [code | 0x80, 3]);
  if (address + count > 65_536) return answer(frame, [code | 0x80, 2]);
  const registers = respond({ unit, table: code === 3 ? 'holding' : 'input', address, count });
  if (registers === undefined) return undefined;
  if (typeof registers === 'number') return answer(frame, [code | 0x80, registers]);
  const out = answer(frame, [code, count * 2], count * 2);
  for (let i = 0; i < count; i++) out.writeUInt16BE(registers[i]!, headerBytes + 2 + i * 2);
  return out;
}

/** Header of the request, then the PDU's first bytes and room for the rest. */
function answer(request: Buffer, pdu: readonly number[], room = 0): Buffer {
  const out = Buffer.alloc(headerBytes + pdu.length + room);
  request.copy(out, 0, 0, headerBytes);
  out.writeUInt16BE(1 + pdu.length + room, 4);
  pdu.forEach((byte, i) => {
    out[headerBytes + i] = byte;
  });
  return out;
}
