import { expect, it } from 'vitest';
import { parseMqttUrl } from './parseMqttUrl.ts';

it.each([
  ['mqtt://broker/tele/plug-3/SENSOR', { origin: 'mqtt://broker:1883', topic: 'tele/plug-3/SENSOR' }],
  ['mqtts://broker.example:8884/a/+/#', { origin: 'mqtts://broker.example:8884', topic: 'a/+/#' }],
  ['mqtts://broker//a', { origin: 'mqtts://broker:8883', topic: '/a' }],
])('reads %s', (url, address) => {
  expect(parseMqttUrl(url)).toEqual(address);
});

it.each(['mqtt://broker', 'mqtt://broker/', 'http://broker/a', 'mqtt://broker:0/a'])('refuses %s', (url) => {
  expect(() => parseMqttUrl(url)).toThrow(expect.objectContaining({ code: 'DRIVER_URL_INVALID' }));
});

it('does not repeat a password', () => {
  expect(() => parseMqttUrl('mqtt://user:secret@broker/a')).toThrow(/mqtt|…@broker/);
  expect(() => parseMqttUrl('mqtt://user:secret@broker/a')).not.toThrow(/secret/);
});
