import * as z from 'zod';
import { Id, TimeZone } from './fields.ts';

/** A microgrid at a place. */
export const Site = z.strictObject({
  id: Id,
  name: z.string().min(1),
  latitudeDeg: z.number().min(-90).max(90).optional().describe('north positive; left out where it is not known'),
  longitudeDeg: z.number().min(-180).max(180).optional().describe('east positive; left out where it is not known'),
  altitudeM: z.number().min(-430).max(9_000).default(0),
  timeZone: TimeZone,
  submarket: z.string().min(1).describe('price zone; in Brazil SUDESTE (SE/CO), SUL, NORDESTE or NORTE'),
  marketRoute: z
    .string()
    .min(1)
    .describe('how its energy is sold: "ACL" (free market), "GD" (distributed generation) …'),
  ownerId: Id.describe('party that owns the plant'),
  landOwnerId: Id.optional().describe('party that leases out the land or roof'),
});
export type Site = z.infer<typeof Site>;
