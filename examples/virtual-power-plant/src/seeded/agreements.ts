import type { AgreementInput } from '../Scenario.ts';
import { timeZone } from './portfolio.ts';

const term = { startDate: '2026-01-01', timeZone };

/** One agreement of every kind, and the position at the market. Prices and fees are made up. */
export const seededAgreements: readonly AgreementInput[] = [
  {
    id: 'ppa-andradas',
    kind: 'ppa',
    term,
    meters: ['pocos-meter'],
    parties: { seller: 'operator', buyer: 'metalurgica' },
    terms: { pricePerMwh: '212.50', delivered: [{ meterId: 'pocos-meter' }] },
  },
  {
    id: 'surplus-farm',
    kind: 'surplusShare',
    term,
    meters: ['uberaba-meter', 'uberaba-load-meter'],
    parties: { operator: 'operator', subscriber: 'farm' },
    terms: {
      generation: [{ meterId: 'uberaba-meter' }],
      load: [{ meterId: 'uberaba-load-meter', point: 'energyImportedWh' }],
      price: { market: 'CCEE', product: 'PLD', zone: 'SUDESTE' },
      operatorShare: '0.20',
      minimumFee: '150.00',
    },
  },
  {
    id: 'subscription-bakery',
    kind: 'subscription',
    term: { ...term, startDate: '2026-10-12' },
    meters: [],
    parties: { provider: 'operator', subscriber: 'bakery' },
    terms: { monthlyFee: '389.90', indexMonthlyRates: ['0.0042', '0.0038'] },
  },
  {
    id: 'lease-embu',
    kind: 'landLease',
    term,
    meters: [],
    parties: { lessor: 'galpao', lessee: 'operator' },
    terms: { units: '3200', unit: 'm2', monthlyRatePerUnit: '1.35', revenueShare: '0.04', rule: 'greater' },
  },
  {
    id: 'sale-mogiana',
    kind: 'sale',
    term,
    meters: [],
    parties: { seller: 'operator', buyer: 'comercializadora' },
    terms: { mwmed: '0.080', pricePerMwh: '198.00' },
  },
  {
    id: 'differences',
    kind: 'mcpDifference',
    term,
    meters: ['embu-meter', 'uberaba-meter', 'uberaba-load-meter'],
    parties: { participant: 'operator', market: 'ccee' },
    terms: {
      submarkets: [
        {
          submarket: 'SUDESTE',
          generation: [{ meterId: 'embu-meter' }, { meterId: 'uberaba-meter' }],
          consumption: [{ meterId: 'uberaba-load-meter' }],
          contracts: [{ id: 'sale-mogiana', side: 'sell', mwmed: '0.080' }],
        },
      ],
    },
  },
];
