export { defineMqttMeter, type MqttMeterOptions, type MqttPoint } from './defineMqttMeter.ts';
export { MqttError, type MqttErrorCode } from './MqttError.ts';
export { simulatedMeter } from './simulatedMeter.ts';
