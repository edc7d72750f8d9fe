import { UsinaError } from '@usina/core/errors';
import { describe, expect, it } from 'vitest';
import { describeFailure } from './failure.ts';
import { readOptions } from './options.ts';
import { Stopped } from './stopSignals.ts';

const system = (fields: object) => Object.assign(new Error('system'), { syscall: 'write', ...fields });

describe('a failed run', () => {
  it.each([
    ['a full disk', system({ code: 'ENOSPC', path: 'a.db' }), /disk is full \(writing a\.db\)/],
    [
      'a full disk below our own error',
      new UsinaError('LEDGER_WRITE', 'x', { cause: system({ code: 'ENOSPC' }) }),
      /disk is full/,
    ],
    ['a full disk that the store met', new UsinaError('STORE_FULL', 'x'), /disk is full \(writing the telemetry\)/],
    ['a limit on the size of files', system({ code: 'EFBIG' }), /grew beyond what is allowed/],
    ['a port in use', system({ code: 'EADDRINUSE', port: 502 }), /Port 502 is in use/],
    ['a folder without rights', system({ code: 'EACCES', path: 'out' }), /out cannot be written/],
    ['a file where a folder is asked for', system({ code: 'EEXIST', path: 'out' }), /out is a file/],
    ['our own error', new UsinaError('DATA_EMPTY', 'no rows'), /^no rows \[DATA_EMPTY\]$/],
  ])('says %s in one message and exits with 1', (_, error, message) => {
    expect(describeFailure(error)).toMatchObject({ exitCode: 1, message: expect.stringMatching(message) });
  });

  it('exits with 130 after Ctrl-C and with 143 when it was terminated', () => {
    expect(describeFailure(new Stopped('SIGINT'))).toEqual({
      exitCode: 130,
      message: 'Stopped by Ctrl-C. Nothing was left half-written.',
    });
    expect(describeFailure(new Stopped('SIGTERM')).exitCode).toBe(143);
  });

  it('says the first error first, then what failed while closing', () => {
    const first = new UsinaError('DATA_EMPTY', 'no rows');
    const error = new AggregateError([first, system({ code: 'EACCES', path: 'out' })], 'both', { cause: first });
    const [line, second] = describeFailure(error).message.split('\n');
    expect(line).toBe('no rows [DATA_EMPTY]');
    expect(second).toMatch(/^While closing: out cannot be written/);
  });
});

describe('what failed twice for one reason', () => {
  it('is said once', () => {
    const full = () => system({ code: 'ENOSPC', path: 'a.db' });
    const first = full();
    const error = new AggregateError([first, full()], 'both', { cause: first });
    expect(describeFailure(error).message.split('\n')).toHaveLength(1);
  });
});

describe('the command line', () => {
  it('has defaults for everything', () => {
    expect(readOptions([])).toMatchObject({ data: undefined, modbusPort: 0, mqttPort: 0, seed: 1 });
  });

  it('refuses what it does not know', () => {
    expect(() => readOptions(['--date', 'x'])).toThrow(/Unknown option '--date'/);
    expect(() => readOptions(['--modbus-port', '99999'])).toThrow(/read "99999", expected a whole number/);
  });
});
