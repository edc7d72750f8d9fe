import * as z from 'zod';
import { Id, LocalDate } from './fields.ts';

/** How a machine is reached. No secrets here: credentials are given to the fleet when it is made. */
export const Connection = z.strictObject({
  driver: z.string().min(1).describe('id of the driver that speaks to it: "sunspec" …'),
  url: z.string().min(1).describe('modbus-tcp://10.0.0.7:502/1 (unit 1), mqtt://broker:1883/topic …'),
  options: z.record(z.string(), z.unknown()).optional().describe('checked by the driver'),
});
export type Connection = z.infer<typeof Connection>;

/** What every asset has, whatever its kind. */
const shared = {
  id: Id,
  siteId: Id,
  parentId: Id.optional().describe('asset that this one is part of: the PV system of an inverter'),
  name: z.string().optional(),
  maker: z.string().optional(),
  model: z.string().optional(),
  serial: z.string().optional(),
  commissionedAt: LocalDate.optional(),
  connection: Connection.optional(),
  specification: z
    .record(z.string(), z.strictObject({ min: z.number().optional(), max: z.number().optional() }))
    .optional()
    .describe('design limits by point: outside them the asset is out of specification'),
};

/** A kind of asset is a value: its name and the schema of its nameplate. A new kind edits no engine. */
export interface AssetKind<Kind extends string = string, Nameplate extends z.ZodType = z.ZodType> {
  readonly kind: Kind;
  readonly schema: AssetSchema<Kind, Nameplate>;
}

type AssetSchema<Kind extends string, Nameplate extends z.ZodType> = z.ZodObject<
  typeof shared & { kind: z.ZodLiteral<Kind>; nameplate: Nameplate },
  z.core.$strict
>;

/**
 * Makes a kind of asset from its name and its nameplate schema.
 *
 * @example
 * const electrolyser = defineAssetKind({ kind: 'electrolyser', nameplate: z.strictObject({ dcCapacityW: z.number() }) });
 */
export function defineAssetKind<const Kind extends string, Nameplate extends z.ZodType>(options: {
  kind: Kind;
  nameplate: Nameplate;
}): AssetKind<Kind, Nameplate> {
  const schema = z.strictObject({ ...shared, kind: z.literal(options.kind), nameplate: options.nameplate });
  return Object.freeze({ kind: options.kind, schema });
}
