import * as z from 'zod';

/** Numbers by variable, null where there are none, beside the stamps. */
const Block = z
  .object({ time: z.array(z.union([z.string(), z.number()])).min(1) })
  .catchall(z.array(z.number().nullable()));

const Units = z.record(z.string(), z.string());

/** The parts of an answer of Open-Meteo's JSON API that are read. */
export const OpenMeteoAnswer = z.object({
  latitude: z.number(),
  longitude: z.number(),
  elevation: z.number().nullish(),
  utc_offset_seconds: z.number(),
  hourly: Block.optional(),
  hourly_units: Units.optional(),
  minutely_15: Block.optional(),
  minutely_15_units: Units.optional(),
});
export type OpenMeteoAnswer = z.infer<typeof OpenMeteoAnswer>;

/** The answer to a question that is refused, with status 400. */
export const OpenMeteoRefusal = z.object({ error: z.literal(true), reason: z.string() });
