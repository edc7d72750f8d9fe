import type { PriceSeries } from '@usina/core';
import { energyByInterval, priceAt, type SettleContext } from '@usina/core/agreements';
import { MarketError } from '../MarketError.ts';
import type { McpSubmarket } from '../rules/mcpSettlement.ts';
import { contractVolumes } from './contractVolumes.ts';
import type { DifferenceGiven, DifferenceTerms, RegisteredContract, SubmarketPosition } from './differenceTerms.ts';

const hourMs = 3_600_000;

/** The hours of one submarket in which every meter and the price are known, and what is missing in the others. */
export interface PositionByHour {
  readonly known: McpSubmarket;
  readonly hours: number;
  /** Hours without a price. */
  readonly unpriced: number;
  /** For a person: which column misses how many hours, and from when. */
  readonly missing: readonly string[];
  readonly sources: readonly string[];
}

/** Puts meters, contracts and prices of a period side by side, hour by hour. Nothing missing is filled. */
export function positionByHour(
  context: SettleContext<DifferenceTerms, DifferenceGiven>,
  position: SubmarketPosition,
  prices: PriceSeries,
): PositionByHour {
  const { startMs, endMs } = context.period;
  const hours = Math.ceil((endMs - startMs) / hourMs);
  const endOf = (hour: number) => Math.min(endMs, startMs + (hour + 1) * hourMs);
  const meters = [...position.generation, ...position.consumption].map((role) => ({
    ...role,
    name: `${role.meterId} ${role.point}`,
    wh: energyByInterval({ runs: context.energy(role.meterId, role.point), startMs, endMs, intervalMs: hourMs })
      .energyWh,
  }));
  const pld = Array.from(
    { length: hours },
    (_, hour) => priceAt(prices, { startMs: startMs + hour * hourMs, endMs: endOf(hour) })?.micros,
  );
  const whole = pld.flatMap((micros, hour) =>
    micros !== undefined && meters.every(({ wh }) => wh[hour] !== undefined) ? [hour] : [],
  );
  const total = (roles: typeof meters) =>
    whole.map((hour) => roles.reduce((sum, { wh, subtract }) => sum + (subtract ? -wh[hour]! : wh[hour]!), 0n));
  const known: McpSubmarket = {
    submarket: position.submarket,
    pldMicros: whole.map((hour) => pld[hour]!),
    generationWh: total(meters.slice(0, position.generation.length)),
    consumptionWh: total(meters.slice(position.generation.length)),
    contracts: position.contracts.map((contract) => {
      const volumes = volumesOf(context, contract, hours);
      return { id: contract.id, side: contract.side, wh: whole.map((hour) => volumes[hour]!) };
    }),
  };
  const source = `${prices.market} ${prices.product} ${prices.zone}, ${prices.revision}`;
  const columns = [...meters, { name: source, wh: pld }];
  const missing = columns.flatMap(({ name, wh }) => missingText(name, wh, startMs));
  const unpriced = pld.filter((micros) => micros === undefined).length;
  const sources = [source, ...meters.map(({ name }) => name), ...position.contracts.map(({ id }) => `contract ${id}`)];
  return { known, hours, unpriced, missing, sources };
}

function missingText(name: string, values: readonly (bigint | undefined)[], startMs: number): string[] {
  const first = values.indexOf(undefined);
  if (first === -1) return [];
  const count = values.filter((value) => value === undefined).length;
  return [
    `${name} misses ${count} of ${values.length} hours, the first at ${new Date(startMs + first * hourMs).toISOString()}`,
  ];
}

function volumesOf(
  { agreement, period, given }: SettleContext<DifferenceTerms, DifferenceGiven>,
  contract: RegisteredContract,
  hours: number,
): readonly bigint[] {
  const volumes = given.contractWh[contract.id];
  if (volumes === undefined && contract.mwmed !== undefined)
    return contractVolumes({
      mwmed: contract.mwmed,
      seasonalShare: contract.seasonalShare,
      startDate: contract.startDate ?? agreement.term.startDate,
      endDate: contract.endDate,
      timeZone: period.timeZone,
      startMs: period.startMs,
      endMs: period.endMs,
      stepMs: hourMs,
    });
  if (volumes?.length === hours) return volumes;
  throw new MarketError(
    'MARKET_CONTRACT',
    `Read ${volumes?.length ?? 'no'} hourly volumes of contract "${contract.id}", expected ${hours} in contractWh for ${period.month}, or mwmed in its terms.`,
    { context: { contractId: contract.id, month: period.month, read: volumes?.length, expected: hours } },
  );
}
