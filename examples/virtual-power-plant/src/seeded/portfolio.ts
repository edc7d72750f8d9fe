import { definePortfolio, type Portfolio, type PortfolioInput } from '@usina/core';
import { type SeededSite, seededSites } from './sites.ts';

export const timeZone = 'America/Sao_Paulo';
export const portfolioId = 'serra-verde';

type AssetInput = PortfolioInput['assets'][number];
type AgreementInput = NonNullable<PortfolioInput['agreements']>[number];

/** The simulated portfolio. `urls` says where the simulated devices were found to listen. */
export function seededPortfolio(urls: ReadonlyMap<string, string>, agreements: AgreementInput[]): Portfolio {
  return definePortfolio({
    portfolioId,
    name: 'Serra Verde virtual power plant (simulated)',
    parties: [
      { id: 'operator', name: 'Serra Verde Energia', roles: ['operator', 'seller', 'owner'] },
      { id: 'galpao', name: 'Galpão Embu Ltda', roles: ['lessor'] },
      { id: 'metalurgica', name: 'Metalúrgica Andradas', roles: ['buyer'] },
      { id: 'comercializadora', name: 'Comercializadora Mogiana', roles: ['buyer'] },
      { id: 'farm', name: 'Laticínios Zebu', roles: ['subscriber'] },
      { id: 'ccee', name: 'CCEE (market operator)', roles: ['buyer', 'seller'] },
      { id: 'bakery', name: 'Padaria Santa Cruz', roles: ['subscriber'] },
    ],
    sites: seededSites.map(({ id, name, latitudeDeg, longitudeDeg, altitudeM }) => ({
      id,
      name,
      latitudeDeg,
      longitudeDeg,
      altitudeM,
      timeZone,
      submarket: 'SUDESTE',
      marketRoute: 'ACL',
      ownerId: 'operator',
      ...(id === 'embu' ? { landOwnerId: 'galpao' } : {}),
    })),
    assets: seededSites.flatMap((site) => assetsOf(site).map((asset) => withUrl(asset, urls))),
    agreements,
  });
}

function assetsOf(site: SeededSite): AssetInput[] {
  const pv: AssetInput = {
    id: `${site.id}-pv`,
    siteId: site.id,
    kind: 'pvSystem',
    nameplate: {
      dcCapacityW: site.inverters * site.inverterDcW,
      acCapacityW: site.inverters * site.inverterAcW,
      arrays: [{ dcCapacityW: site.inverters * site.inverterDcW, tiltDeg: site.tiltDeg, azimuthDeg: site.azimuthDeg }],
    },
  };
  const inverters: AssetInput[] = Array.from({ length: site.inverters }, (_, i) => ({
    id: inverterId(site, i),
    siteId: site.id,
    parentId: pv.id,
    kind: 'inverter',
    maker: 'Usina',
    model: 'SIM-103',
    nameplate: { acCapacityW: site.inverterAcW, dcCapacityW: site.inverterDcW },
    specification: { cabinetTemperatureC: { max: 75 }, frequencyHz: { min: 59.5, max: 60.5 } },
  }));
  const meters: AssetInput[] = [
    { id: `${site.id}-meter`, siteId: site.id, kind: 'meter', nameplate: { measures: 'generation' } },
  ];
  if (site.loadW > 0) {
    meters.push({
      id: `${site.id}-load-meter`,
      siteId: site.id,
      kind: 'meter',
      nameplate: { measures: 'load', partyId: 'farm' },
    });
    meters.push({
      id: `${site.id}-battery`,
      siteId: site.id,
      kind: 'battery',
      nameplate: { capacityWh: 400_000, chargePowerW: 100_000, dischargePowerW: 100_000, roundTripEfficiency: 0.9 },
    });
  }
  return [pv, ...inverters, ...meters];
}

export function inverterId(site: SeededSite, index: number): string {
  return `${site.id}-inv-${index + 1}`;
}

function withUrl(asset: AssetInput, urls: ReadonlyMap<string, string>): AssetInput {
  const url = urls.get(asset.id);
  if (url === undefined) return asset;
  return { ...asset, connection: { driver: url.startsWith('mqtt') ? 'simulated-meter' : 'sunspec', url } };
}
