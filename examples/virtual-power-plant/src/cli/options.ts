import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsinaError } from '@usina/core/errors';

export interface Options {
  /** Folder with a recorded plant; without it the seeded portfolio runs. */
  data: string | undefined;
  /** File with hourly prices (PLD) in CCEE's layout or the plain one. */
  prices: string | undefined;
  /** Where the report, the telemetry and the journal are left. */
  out: string;
  /** First of the Modbus TCP ports that the simulated devices listen on; 0 takes free ones. */
  modbusPort: number;
  /** Port of the embedded MQTT broker; 0 takes a free one. */
  mqttPort: number;
  seed: number;
}

export const usage = `npm start [-- options]

  --data FOLDER        run on a recorded plant (layout: docs/your-own-plant.md) instead of the seeded portfolio
  --prices FILE        hourly spot prices (PLD), .csv or .csv.gz
  --out FOLDER         where report.html, the telemetry and the journal are left     (out)
  --modbus-port N      first port of the simulated inverters; 0 takes free ones      (0)
  --mqtt-port N        port of the embedded broker; 0 takes a free one               (0)
  --seed N             seed of the simulated portfolio; not with --data              (1)
  --help               this text`;

/** Reads the command line; undefined when help was asked for. */
export function readOptions(args: string[]): Options | undefined {
  const { values } = parse(args);
  if (values.help) return undefined;
  if (values.data !== undefined && values.seed !== undefined) {
    throw new UsinaError(
      'OPTION_INVALID',
      `--seed: read "${values.seed}" together with --data ${values.data}, expected one of them. A recorded plant is not made from a seed: leave one out.`,
      { context: { name: 'seed', read: values.seed } },
    );
  }
  return {
    data: values.data === undefined ? undefined : resolve(values.data),
    prices: values.prices === undefined ? undefined : resolve(values.prices),
    out: resolve(values.out ?? 'out'),
    modbusPort: whole('modbus-port', values['modbus-port'], 0, 65_535),
    mqttPort: whole('mqtt-port', values['mqtt-port'], 0, 65_535),
    seed: whole('seed', values.seed, 1, 2 ** 32 - 1),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        data: text,
        prices: text,
        out: text,
        'modbus-port': text,
        'mqtt-port': text,
        seed: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new UsinaError('OPTION_UNKNOWN', `${(cause as Error).message.split('. ')[0]}. Known options:\n\n${usage}`, {
      cause,
    });
  }
}

function whole(name: string, read: string | undefined, fallback: number, max: number): number {
  if (read === undefined) return fallback;
  const value = Number(read);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new UsinaError('OPTION_INVALID', `--${name}: read "${read}", expected a whole number from 0 to ${max}.`, {
    context: { name, read },
  });
}
