import { isUsinaError } from '@usina/core';
import type { DeviceSession, Driver, DriverHost } from '../driver/Driver.ts';
import { FleetError } from './FleetError.ts';
import type { FleetPortfolio } from './FleetPortfolio.ts';

export interface OpenedSession {
  readonly assetId: string;
  readonly driver: Driver<string>;
  readonly session: DeviceSession;
}

/** A session for every asset with a connection. Throws `FLEET_INVALID` with all that cannot be connected. */
export function openSessions(
  portfolio: FleetPortfolio,
  drivers: readonly Driver<string>[],
  host: DriverHost,
): OpenedSession[] {
  const timeZones = new Map(portfolio.sites.map(({ id, timeZone }) => [id, timeZone]));
  const issues: { assetId: string; reason: string }[] = [
    ...twice(portfolio.assets).map((assetId) => ({ assetId, reason: 'read two assets with this id, expected one' })),
    ...twice(drivers).map((id) => ({ assetId: `driver ${id}`, reason: 'read it twice, expected each driver once' })),
  ];
  const opened = portfolio.assets.flatMap(({ id: assetId, siteId, connection }) => {
    if (connection === undefined) return [];
    const driver = drivers.find(({ id }) => id === connection.driver);
    if (driver === undefined) {
      const known = drivers.map(({ id }) => id).join(', ');
      issues.push({ assetId, reason: `read driver "${connection.driver}", expected one that was passed in: ${known}` });
      return [];
    }
    const { url, options } = connection;
    try {
      const session = driver.open({ assetId, url, options, timeZone: timeZones.get(siteId) ?? 'UTC' }, host);
      return [{ assetId, driver, session }];
    } catch (error) {
      if (!isUsinaError(error)) throw error;
      issues.push({ assetId, reason: error.message });
      return [];
    }
  });
  if (issues.length > 0) {
    const lines = issues.map(({ assetId, reason }) => `  ${assetId}: ${reason}`);
    throw new FleetError('FLEET_INVALID', `Assets that cannot be connected:\n${lines.join('\n')}`, {
      context: { issues },
    });
  }
  return opened;
}

/** Ids that more than one has, each once. */
function twice(all: readonly { readonly id: string }[]): string[] {
  const seen = new Set<string>();
  return [...new Set(all.map(({ id }) => id).filter((id) => seen.has(id) || !seen.add(id)))];
}
