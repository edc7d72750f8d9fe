import * as z from 'zod';
import { Money, UnitPrice } from '../money/Money.ts';
import { Evidence } from '../readings/Evidence.ts';
import { Reading } from '../readings/Reading.ts';
import { SeriesWire } from '../series/SeriesWire.ts';
import { Agreement } from './Agreement.ts';
import { Asset } from './Asset.ts';
import { Command, CommandResult } from './Command.ts';
import { CapacityForecast, EnergyOutlook } from './forecast.ts';
import { Availability, FailureRisk, Finding } from './health.ts';
import { Party } from './Party.ts';
import { Portfolio } from './Portfolio.ts';
import { Site } from './Site.ts';
import { LineItem, MeterBatch, MeterReading, Settlement, Statement } from './settlement.ts';
import { Offer, PriceSeries, Schedule } from './trade.ts';

/** Every schema that crosses a wire, by its name. */
export const wireSchemas = {
  Portfolio,
  Site,
  Asset,
  Party,
  Reading,
  Evidence,
  Series: SeriesWire,
  CapacityForecast,
  EnergyOutlook,
  Finding,
  FailureRisk,
  Availability,
  Agreement,
  MeterReading,
  MeterBatch,
  LineItem,
  Settlement,
  Statement,
  PriceSeries,
  Offer,
  Schedule,
  Command,
  CommandResult,
  Money,
  UnitPrice,
} as const;

/** JSON Schema (draft 2020-12) of what crosses the wire, by name: bigints are strings, missing numbers null. */
export function jsonSchemas(): Record<keyof typeof wireSchemas, object> {
  const entries = Object.entries(wireSchemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })]);
  return Object.fromEntries(entries) as Record<keyof typeof wireSchemas, object>;
}
