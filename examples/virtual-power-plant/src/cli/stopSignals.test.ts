import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { listenForStop, Stopped } from './stopSignals.ts';

const fakeProcess = () => new EventEmitter() as EventEmitter & Pick<NodeJS.Process, 'on' | 'off'>;

it.each([
  ['SIGINT', 130, 'Stopped by Ctrl-C.'],
  ['SIGTERM', 143, 'Stopped by SIGTERM.'],
  ['SIGHUP', 129, 'Stopped by SIGHUP.'],
])('%s stops the run with code %i', (name, exitCode, message) => {
  const process = fakeProcess();
  const { signal } = listenForStop(process);
  process.emit(name, name);
  expect(signal.reason).toBeInstanceOf(Stopped);
  expect(signal.reason).toMatchObject({ exitCode, message });
});

it('keeps the first reason when Ctrl-C comes twice', () => {
  const process = fakeProcess();
  const { signal } = listenForStop(process);
  process.emit('SIGINT', 'SIGINT');
  const first = signal.reason;
  process.emit('SIGINT', 'SIGINT');
  expect(signal.reason).toBe(first);
});

it('turns an error that nobody caught into the reason', () => {
  const process = fakeProcess();
  const { signal } = listenForStop(process);
  const error = new Error('in a stream');
  process.emit('uncaughtException', error);
  expect(signal.reason).toBe(error);
});

it('gives the process back as it was', () => {
  const process = fakeProcess();
  listenForStop(process).release();
  expect(process.eventNames()).toEqual([]);
});
