import { settlePeriodOf, type VersionDays } from '@usina/core/agreements';
import type { AgreementInForce } from './settlePeriod.ts';

/**
 * How many local days of a month each version covers, beside the other versions of its agreement: in the order given,
 * undefined for one that covers none.
 */
export function versionDaysOf(agreements: readonly AgreementInForce[], month: string): (VersionDays | undefined)[] {
  const all = new Map<string, number>();
  const own = agreements.map(({ agreement, supersededFrom }) => {
    const days = settlePeriodOf(agreement, month, supersededFrom)?.activeDays ?? 0;
    const before = all.get(agreement.id) ?? 0;
    all.set(agreement.id, before + days);
    return { id: agreement.id, days, before };
  });
  return own.map(({ id, days, before }) => (days === 0 ? undefined : { before, all: all.get(id)! }));
}
