import { type Point, type PointDefinition, vocabulary as standard } from '@usina/core';
import * as z from 'zod';
import type { Driver } from '../driver/Driver.ts';
import { checkDefinition, driverFields, pointsSchema } from '../driver/driverDefinition.ts';
import { type PointScaling, resolveScaling } from '../driver/pointScaling.ts';
import { rejectOptions } from '../driver/rejectOptions.ts';
import { parseJsonPath } from './jsonPath.ts';
import { MqttConnection } from './MqttConnection.ts';
import { MqttSession } from './MqttSession.ts';
import { parseMqttUrl } from './parseMqttUrl.ts';
import type { PayloadMap } from './payloadMap.ts';

/** Where a point stands in a payload. */
export interface MqttPoint extends PointScaling {
  /** Names, dots and brackets: `ENERGY.Power`, `emeters[0].power`, `params["em1:0"].act_power`; empty for a bare number. */
  path: string;
  /** What an array at the path means, for devices that send one number or several. Left out, an array is no number. */
  combine?: 'sum' | 'mean' | undefined;
}

export interface MqttMeterOptions<Extra extends string = never> {
  id: string;
  maker?: string | undefined;
  models?: readonly string[] | undefined;
  /** Manual or captures that the map was written from. */
  source?: string | undefined;
  /** Topic or filter, with `{name}` for what an asset's URL says after the host. @defaultValue '{name}' */
  topic?: string | undefined;
  points: Readonly<Partial<Record<Point | Extra, MqttPoint>>>;
  /** Where the device's own stamp is; a stamp without an offset is wall clock at the site. @defaultValue the time of arrival */
  time?: { path: string; format: 'epochMs' | 'epochS' | 'iso' } | undefined;
  /** Longer messages are counted as malformed. @defaultValue 65536 */
  maxPayloadBytes?: number | undefined;
  /** Where the driver has points beyond the standard ones: `definePoints({ … })`. */
  vocabulary?: Readonly<Record<Extra | Point, PointDefinition>> | undefined;
}

const definition = z.strictObject({
  ...driverFields,
  maker: driverFields.maker.optional(),
  models: driverFields.models.optional(),
  source: driverFields.source.optional(),
  topic: z.string().min(1).optional(),
  points: pointsSchema({ path: z.string(), combine: z.enum(['sum', 'mean']).optional() }),
  time: z.strictObject({ path: z.string(), format: z.enum(['epochMs', 'epochS', 'iso']) }).optional(),
  maxPayloadBytes: z.number().int().min(1).optional(),
});

/**
 * A driver for devices that publish JSON: a map from paths to points. Messages that hold none of the points are left
 * alone; messages that cannot be read are counted in the status of the asset.
 *
 * Throws `DRIVER_INVALID` for a map that cannot work.
 *
 * @example
 * const plug = defineMqttMeter({
 *   id: 'tasmota-plug', topic: 'tele/{name}/SENSOR', time: { path: 'Time', format: 'iso' },
 *   points: {
 *     acPowerW: { path: 'ENERGY.Power', unit: 'W', sign: 'import-positive' },
 *     energyImportedWh: { path: 'ENERGY.Total', unit: 'kWh' },
 *   },
 * });
 * // {"Time":"2023-02-05T20:31:48","ENERGY":{"Total":1290.396,"Power":47.11}} reads as
 * // { acPowerW: -47.11, energyImportedWh: 1290396 }
 */
export function defineMqttMeter<Extra extends string = never>(options: MqttMeterOptions<Extra>): Driver<Extra> {
  const { id, maker, models, topic = '{name}', time, maxPayloadBytes = 65_536 } = options;
  checkDefinition(definition, options);
  const definitions: Readonly<Record<string, PointDefinition>> = options.vocabulary ?? standard;
  const entries = Object.entries(options.points) as [Point | Extra, MqttPoint][];
  const map: PayloadMap<Point | Extra> = {
    values: entries.map(([point, { path, combine, ...scaling }]) => ({
      point,
      path: parseJsonPath(path),
      combine,
      scaling: resolveScaling(id, point, scaling, definitions),
    })),
    time: time && { path: parseJsonPath(time.path), format: time.format },
    maxBytes: maxPayloadBytes,
  };
  const identity = { maker, ...(models?.length === 1 ? { model: models[0] } : {}) };
  return Object.freeze({
    id,
    protocol: 'mqtt',
    maker,
    models,
    source: options.source ?? 'payload map of the caller',
    points: map.values.map(({ point }) => point),
    vocabulary: options.vocabulary,
    open(device, host) {
      rejectOptions(id, device);
      const { assetId, url, timeZone } = device;
      const { origin, topic: name } = parseMqttUrl(url);
      const { timeoutMs } = host;
      const connection = () =>
        host.link(origin, () => new MqttConnection({ origin, timeoutMs, credentials: host.credentials(origin) }));
      return new MqttSession({
        assetId,
        topic: topic.replaceAll('{name}', () => name),
        timeZone,
        map,
        identity,
        connection,
      });
    },
  } satisfies Driver<Extra>);
}
