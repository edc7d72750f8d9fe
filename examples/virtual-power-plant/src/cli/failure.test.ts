import { UsinaError } from '@usina/core/errors';
import { describe, expect, it } from 'vitest';
import { describeFailure } from './failure.ts';
import { readOptions } from './options.ts';

const system = (fields: object) => Object.assign(new Error('system'), { syscall: 'write', ...fields });

describe('a failed run', () => {
  it.each([
    ['a full disk', system({ code: 'ENOSPC', path: 'a.db' }), /disk is full/],
    [
      'a full disk below our own error',
      new UsinaError('STORE_WRITE', 'x', { cause: system({ code: 'ENOSPC' }) }),
      /disk is full/,
    ],
    ['a port in use', system({ code: 'EADDRINUSE', port: 502 }), /Port 502 is in use/],
    ['a folder without rights', system({ code: 'EACCES', path: 'out' }), /out cannot be written/],
    ['our own error', new UsinaError('DATA_EMPTY', 'no rows'), /^no rows \[DATA_EMPTY\]$/],
  ])('says %s in one message and exits with 1', (_, error, message) => {
    expect(describeFailure(error, false)).toMatchObject({ exitCode: 1, message: expect.stringMatching(message) });
  });

  it('exits with 130 after Ctrl-C', () => {
    expect(describeFailure(new Error('anything'), true).exitCode).toBe(130);
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
