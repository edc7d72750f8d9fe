import { expect, it } from 'vitest';
import { parseModbusUrl } from './parseModbusUrl.ts';

it.each([
  ['modbus-tcp://10.0.0.7:1502/3', { host: '10.0.0.7', port: 1502, unit: 3 }],
  ['modbus-tcp://inverter.local', { host: 'inverter.local', port: 502, unit: 1 }],
  ['modbus-tcp://inverter.local/', { host: 'inverter.local', port: 502, unit: 1 }],
  ['modbus-tcp://[::1]:502/247', { host: '::1', port: 502, unit: 247 }],
])('reads %s', (url, address) => {
  expect(parseModbusUrl(url)).toEqual(address);
});

it.each([
  'http://10.0.0.7/1',
  'modbus-tcp://',
  'modbus-tcp://host:0/1',
  'modbus-tcp://host:99999/1',
  'modbus-tcp://host/256',
  'modbus-tcp://host/one',
  'modbus-tcp://user:secret@host/1',
])('refuses %s', (url) => {
  expect(() => parseModbusUrl(url)).toThrow(expect.objectContaining({ code: 'DRIVER_URL_INVALID', context: { url } }));
});
