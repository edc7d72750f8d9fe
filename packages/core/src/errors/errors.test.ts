import { describe, expect, expectTypeOf, it } from 'vitest';
import { AbortedError, throwIfAborted } from './abort.ts';
import { isUsinaError, UsinaError } from './UsinaError.ts';

describe('UsinaError', () => {
  it('carries code, context and cause', () => {
    const cause = new Error('ECONNREFUSED');
    const error = new UsinaError('DEVICE_UNREACHABLE', 'Nobody answers.', { context: { port: 502 }, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'UsinaError', code: 'DEVICE_UNREACHABLE', message: 'Nobody answers.' });
    expect(error.context).toEqual({ port: 502 });
    expect(error.cause).toBe(cause);
    expectTypeOf(error.code).toEqualTypeOf<'DEVICE_UNREACHABLE'>();
  });

  it('has an empty context and no cause where none is given', () => {
    const error = new UsinaError('X', 'x');
    expect(error.context).toEqual({});
    expect('cause' in error).toBe(false);
  });

  it('is named as its class', () => {
    class FleetError extends UsinaError<'FLEET_CLOSED'> {}
    expect(new FleetError('FLEET_CLOSED', 'closed').name).toBe('FleetError');
  });

  it('keeps its brand out of logs', () => {
    expect(Object.keys(new UsinaError('X', 'x'))).not.toContain('usina.error');
    expect(JSON.stringify(new UsinaError('X', 'x'))).toBe('{"code":"X","context":{},"name":"UsinaError"}');
  });
});

describe('isUsinaError', () => {
  it('knows the errors of another copy of the package by their brand', () => {
    const foreign = Object.assign(new Error('x'), { code: 'X', [Symbol.for('usina.error')]: true });
    expect(isUsinaError(foreign)).toBe(true);
    expect(isUsinaError(foreign, 'X')).toBe(true);
    expect(isUsinaError(foreign, 'Y')).toBe(false);
  });

  it.each([undefined, null, 'X', 5, new Error('x'), { code: 'X' }])('is not taken in by %s', (other) => {
    expect(isUsinaError(other)).toBe(false);
  });

  it('narrows to the code', () => {
    const error: unknown = new UsinaError('X', 'x');
    if (isUsinaError(error, 'X')) expectTypeOf(error.code).toEqualTypeOf<'X'>();
  });
});

describe('AbortedError', () => {
  it('says what was cancelled, and why', () => {
    const controller = new AbortController();
    controller.abort('shutdown');
    const error = new AbortedError('Training', controller.signal);
    expect(error).toMatchObject({ code: 'ABORTED', context: { work: 'Training' }, cause: 'shutdown' });
    expect(error.message).toBe('Training was cancelled before it finished.');
  });

  it('is thrown only once the signal has fired', () => {
    const controller = new AbortController();
    expect(() => throwIfAborted(undefined, 'Training')).not.toThrow();
    expect(() => throwIfAborted(controller.signal, 'Training')).not.toThrow();
    controller.abort();
    expect(() => throwIfAborted(controller.signal, 'Training')).toThrow(AbortedError);
  });
});
