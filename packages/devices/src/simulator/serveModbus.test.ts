import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { findPeer } from '../../../../tools/peer.ts';
import type { Listener } from './listen.ts';
import { serveModbus } from './serveModbus.ts';

const open: Listener[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function serve() {
  const server = await serveModbus({
    respond: ({ unit, address, count }) => {
      if (unit !== 1) return 11;
      return address + count > 100 ? 2 : Array.from({ length: count }, (_, i) => address + i);
    },
  });
  open.push(server);
  return server;
}

/** Sends bytes and resolves with what came until the other side was done or `length` bytes were there. */
function talk(port: number, bytes: readonly number[], length: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(Buffer.from(bytes)));
    let got = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, chunk]);
      if (got.length >= length) socket.end();
    });
    socket.on('close', () => resolve(got.toString('hex')));
    socket.on('error', reject);
  });
}

describe('serveModbus', () => {
  // Frames as in the MODBUS Messaging Implementation Guide: transaction, protocol, length, unit, function, data.
  it.each([
    ['registers', [0, 1, 0, 0, 0, 6, 1, 3, 0, 5, 0, 2], '00010000000701030400050006'],
    ['input registers', [0, 1, 0, 0, 0, 6, 1, 4, 0, 5, 0, 1], '0001000000050104020005'],
    ['a refusal past the end', [0, 2, 0, 0, 0, 6, 1, 3, 0, 99, 0, 2], '000200000003018302'],
    ['a refusal of no registers', [0, 2, 0, 0, 0, 6, 1, 3, 0, 0, 0, 0], '000200000003018303'],
    ['a refusal of 126 registers', [0, 2, 0, 0, 0, 6, 1, 3, 0, 0, 0, 126], '000200000003018303'],
    ['a refusal past the address space', [0, 2, 0, 0, 0, 6, 1, 3, 255, 255, 0, 2], '000200000003018302'],
    ['a refusal of another function', [0, 2, 0, 0, 0, 6, 1, 6, 0, 0, 0, 1], '000200000003018601'],
    ['a refusal for another unit', [0, 2, 0, 0, 0, 6, 2, 3, 0, 0, 0, 1], '00020000000302830b'],
  ])('answers %s', async (_, request, answer) => {
    const { port } = await serve();
    expect(await talk(port, request, answer.length / 2)).toBe(answer);
  });

  it('ends a connection that does not speak Modbus', async () => {
    const { port } = await serve();
    expect(await talk(port, [...Buffer.from('GET / HTTP/1.1\r\n\r\n')], 1)).toBe('');
  });

  it('names the port that is in use', async () => {
    const { port } = await serve();
    await expect(serveModbus({ name: 'inverter A', port, respond: () => 2 })).rejects.toMatchObject({
      code: 'SIMULATOR_PORT_IN_USE',
      message: expect.stringContaining(`inverter A cannot listen on 127.0.0.1:${port}`),
      context: { name: 'inverter A', host: '127.0.0.1', port },
    });
  });

  it.skipIf(!findPeer('mbpoll'))('is understood by mbpoll', async () => {
    const { port } = await serve();
    const args = ['-m', 'tcp', '-p', String(port), '-a', '1', '-0', '-r', '7', '-c', '2', '-t', '4', '-1', '127.0.0.1'];
    const { stdout } = await promisify(execFile)(findPeer('mbpoll')!, args);
    expect(stdout).toMatch(/\[7\]:\s+7\s+\[8\]:\s+8/);
  });
});
