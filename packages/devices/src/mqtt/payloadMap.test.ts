import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tools/sharedData.ts';
import type { PushListener } from '../driver/Driver.ts';
import { defineMqttMeter, type MqttMeterOptions } from './defineMqttMeter.ts';
import type { MqttConnection, TopicListener } from './MqttConnection.ts';

/** What a driver makes of one message, without a broker. */
function read(options: Omit<MqttMeterOptions, 'id'>, payload: unknown, { retained = false, raw = false } = {}) {
  const driver = defineMqttMeter({ id: 'meter', ...options });
  let topic: TopicListener | undefined;
  const connection = { subscribe: (_: string, listener: TopicListener) => (topic = listener) };
  const host = {
    clock: { now: () => 0, sleep: async () => undefined },
    timeoutMs: 1,
    credentials: () => undefined,
    link: () => connection as unknown as MqttConnection,
  } as unknown as Parameters<typeof driver.open>[1];
  const session = driver.open({ assetId: 'a', url: 'mqtt://b/t', timeZone: 'America/Sao_Paulo' }, host);
  const result: { values?: object; flags?: object; atMs?: number; malformed?: number; code?: string } = {};
  const listener: PushListener = {
    measurement: (measurement) => Object.assign(result, measurement),
    status: ({ error, malformed }) => Object.assign(result, error && { code: error.code }, malformed && { malformed }),
  };
  if (session.delivery === 'pushed') session.listen(listener);
  topic!.message(Buffer.from(raw ? (payload as string) : JSON.stringify(payload)), retained);
  return result;
}

const power = { acPowerW: { path: 'p', unit: 'W' } };

describe('a payload map', () => {
  it('reads the documented example', () => {
    const payload = { Time: '2023-02-05T20:31:48', ENERGY: { Total: 1290.396, Power: 47.11 } };
    const points = {
      acPowerW: { path: 'ENERGY.Power', unit: 'W', sign: 'import-positive' },
      energyImportedWh: { path: 'ENERGY.Total', unit: 'kWh' },
    } as const;
    expect(read({ points, time: { path: 'Time', format: 'iso' } }, payload)).toEqual({
      values: { acPowerW: -47.11, energyImportedWh: 1_290_396 },
      // 20:31:48 in São Paulo (UTC-3) is 23:31:48 UTC
      atMs: Date.UTC(2023, 1, 5, 23, 31, 48),
    });
  });

  it('takes text that is a number and a payload that is one', () => {
    expect(read({ points: power }, { p: ' 12.5 ' }).values).toEqual({ acPowerW: 12.5 });
    expect(read({ points: power }, { p: '-1.5e3' }).values).toEqual({ acPowerW: -1_500 });
    expect(read({ points: { acPowerW: { path: '', unit: 'kW' } } }, 1.5).values).toEqual({ acPowerW: 1_500 });
  });

  it('flags null as not there, and what is no number as a failure', () => {
    expect(read({ points: power }, { p: null })).toEqual({ values: {}, flags: { acPowerW: ['notImplemented'] } });
    for (const p of ['off', '', '0x10', '0b1', 'Infinity', '1_000', {}, true, [1]]) {
      expect(read({ points: power }, { p })).toEqual({ values: {}, flags: { acPowerW: ['commError'] } });
    }
  });

  it('flags what the broker kept', () => {
    expect(read({ points: power }, { p: 5 }, { retained: true })).toEqual({
      values: { acPowerW: 5 },
      flags: { acPowerW: ['retained'] },
    });
  });

  it.each([
    ['epochMs', 1_790_000_000_123, 1_790_000_000_123],
    ['epochS', 1_788_820_998.37, 1_788_820_998_370],
    ['iso', '2026-10-01T06:15:00Z', 1_790_835_300_000],
    ['iso', '2026-10-01T06:15:00-03:00', 1_790_846_100_000],
    ['iso', '2026-10-01T06:15:00', 1_790_846_100_000],
  ] as const)('reads %s stamps: %s', (format, at, atMs) => {
    expect(read({ points: power, time: { path: 'at', format } }, { p: 1, at }).atMs).toBe(atMs);
  });

  it('takes the time of arrival while the clock of a device is not set', () => {
    const result = read({ points: power, time: { path: 'at', format: 'iso' } }, { p: 1, at: '1970-01-01T00:00:12' });
    expect(result).toEqual({ values: { acPowerW: 1 } });
  });

  it.each<[string, string]>([
    ['text', 'hello'],
    ['nothing', ''],
    ['half of it', '{"p":1'],
    ['a stamp that is none', '{"p":1,"at":"noon"}'],
    ['too much', JSON.stringify({ p: 1, text: 'x'.repeat(2_000) })],
  ])('counts %s as malformed', (_, payload) => {
    const options = { points: power, time: { path: 'at', format: 'iso' }, maxPayloadBytes: 1_000 } as const;
    expect(read(options, payload, { raw: true })).toEqual({ malformed: 1, code: 'MQTT_PAYLOAD_INVALID' });
  });

  it('leaves messages for others alone', () => {
    expect(read({ points: power }, { other: 1 })).toEqual({});
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        const { values = {} } = read({ points: power, time: { path: 'at', format: 'epochMs' } }, { p: payload });
        expect(Object.values(values).every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it.each<[string, object]>([
    ['no points', {}],
    ['a bad path', { acPowerW: { path: 'a..b', unit: 'W' } }],
    ['an unknown unit', { acPowerW: { path: 'p', unit: 'hp', scale: 745.7 } }],
    ['a scale of 0', { acPowerW: { path: 'p', unit: 'W', scale: 0 } }],
    ['a range upside down', { acPowerW: { path: 'p', unit: 'W', min: 2, max: 1 } }],
    ['a member that nobody knows', { acPowerW: { path: 'p', unit: 'W', factor: 2 } }],
  ])('refuses a map with %s', (_, points) => {
    expect(() => defineMqttMeter({ id: 'x', points })).toThrow(expect.objectContaining({ code: 'DRIVER_INVALID' }));
  });
});

const folder = sharedData('data/meter-payloads');

describe.skipIf(!folder)('captured payloads', () => {
  const lines = () =>
    readFileSync(join(folder!, 'shelly_tasmota.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { source: string; note: string; payload: unknown });
  const payloads = (part: string) =>
    lines()
      .filter(({ source, note }) => source.includes(part) || note.includes(part))
      .map(({ payload }) => payload);
  const imports = { unit: 'W', sign: 'import-positive' } as const;

  it('of a Tasmota plug with one and with two channels', () => {
    const points = {
      acPowerW: { path: 'StatusSNS.ENERGY.Power', combine: 'sum', ...imports },
      energyImportedWh: { path: 'StatusSNS.ENERGY.Total', unit: 'kWh' },
      acVoltageL1V: { path: 'StatusSNS.ENERGY.Voltage', unit: 'V', combine: 'mean' },
    } as const;
    const [one, two] = ['#6082', '#5731'].flatMap(payloads).map((payload) => read({ points }, payload).values);
    expect(one).toEqual({ acPowerW: -47.11, energyImportedWh: 1_290_396, acVoltageL1V: 0 });
    expect(two).toEqual({ acPowerW: -8.15, energyImportedWh: 77, acVoltageL1V: 237 });
  });

  it('of a Tasmota reading a grid meter by SML', () => {
    const points = {
      acPowerW: { path: 'StatusSNS.SML.Power_curr', ...imports },
      acPowerL2W: { path: 'StatusSNS.SML.power_l2', ...imports },
      energyImportedWh: { path: 'StatusSNS.SML.Total_in', unit: 'kWh' },
      energyExportedWh: { path: 'StatusSNS.SML.Total_out', unit: 'kWh' },
    } as const;
    const [older, newer] = ['#3787', '#26857'].flatMap(payloads).map((payload) => read({ points }, payload).values);
    expect(older).toEqual({
      acPowerW: 894,
      energyImportedWh: 34_507_476.1,
      energyExportedWh: expect.closeTo(14_737_142.2, 6),
    });
    expect(newer).toMatchObject({ acPowerW: 36, acPowerL2W: 111, energyImportedWh: 2_687_368.7 });
  });

  it('of Shelly meters of the first and second generation', () => {
    const gen1 = {
      acPowerW: { path: 'emeters[0].power', ...imports },
      energyImportedWh: { path: 'emeters[0].total', unit: 'Wh' },
      energyExportedWh: { path: 'emeters[0].total_returned', unit: 'Wh' },
    } as const;
    const plug1 = { energyImportedWh: { path: 'meters[0].total', unit: 'Wmin' } };
    const gen2 = {
      acPowerW: { path: 'apower', ...imports },
      energyImportedWh: { path: 'aenergy.total', unit: 'Wh' },
      energyExportedWh: { path: 'ret_aenergy.total', unit: 'Wh' },
    } as const;
    const first = payloads('gen1_test');
    expect(read({ points: gen1 }, first[2]).values).toEqual({
      acPowerW: 620.34,
      energyImportedWh: 401_472.9,
      energyExportedWh: 653_673.7,
    });
    // 6472513 Wmin ÷ 60
    expect(read({ points: plug1 }, first[0]).values).toEqual({ energyImportedWh: expect.closeTo(107_875.217, 3) });
    const second = payloads('gen2_test').map((payload) => read({ points: gen2 }, payload).values);
    expect(second).toContainEqual({ acPowerW: 350, energyImportedWh: 10_000, energyExportedWh: 4_000 });
    expect(second).toContainEqual({ acPowerW: -399.2, energyImportedWh: 2_574_466.629 });
    // Seven of the nine bodies are answers to other questions.
    expect(second.filter((values) => values === undefined)).toHaveLength(7);
  });
});
