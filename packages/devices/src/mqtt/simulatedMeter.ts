import { type Point, vocabulary } from '@usina/core';
import type { Driver } from '../driver/Driver.ts';
import { defineMqttMeter, type MqttPoint } from './defineMqttMeter.ts';

/**
 * Reads what the simulator's meters publish: every point of the vocabulary under its own name, stamped `atMs`.
 * `asset.connection = { driver: 'simulated-meter', url: simulator.endpoints.get(assetId) }`.
 */
export const simulatedMeter: Driver = defineMqttMeter({
  id: 'simulated-meter',
  maker: 'Usina',
  models: ['SIM-METER'],
  source: 'the simulator of this package',
  time: { path: 'atMs', format: 'epochMs' },
  points: Object.fromEntries(
    Object.entries(vocabulary).map(([point, { unit }]) => [point, { path: point, unit }]),
  ) as Record<Point, MqttPoint>,
});
