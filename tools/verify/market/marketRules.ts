import { exact, moneyText, priceOf, unitPrice } from '@usina/core/money';
import { applyPldLimits, mcpSettlement, offerRevenue, quantileOffer } from '@usina/market/rules';

interface McpInput {
  generationLossFactor?: string;
  consumptionLossFactor?: string;
  submarkets: Record<
    string,
    Record<'pld' | 'generation' | 'consumption', string[]> & {
      contracts: { id: string; side: 'buy' | 'sell'; mwh: string[] }[];
    }
  >;
}

const wh = (mwh: string) => exact(mwh).times(1_000_000n).round();
const micros = (price: string) => unitPrice(price, 'MWh', 'BRL').micros;

/** The case kinds that a rule of the market answers: input of the file in, members of `expected` out. */
export const marketVerifiers = {
  'mcp-settlement'({ submarkets, ...factors }: McpInput, currency: string): object {
    const { bySubmarket, total } = mcpSettlement({
      ...factors,
      currency,
      submarkets: Object.entries(submarkets).map(([submarket, columns]) => ({
        submarket,
        pldMicros: columns.pld.map(micros),
        generationWh: columns.generation.map(wh),
        consumptionWh: columns.consumption.map(wh),
        contracts: columns.contracts.map(({ mwh, ...contract }) => ({ ...contract, wh: mwh.map(wh) })),
      })),
    });
    const mwh = (value: (typeof bySubmarket)[number]['totalNetWh']) => value.over(1_000_000n).toFixed(3);
    return {
      bySubmarket: Object.fromEntries(
        bySubmarket.map(({ submarket, netWh, totalNetWh, amount }) => [
          submarket,
          { netMwh: netWh.map(mwh), totalNetMwh: mwh(totalNetWh), amount: moneyText(amount) },
        ]),
      ),
      total: moneyText(total),
      direction: total.minor < 0n ? 'payable' : 'receivable',
    };
  },

  'pld-limits'(
    input: Record<'floor' | 'structuralCeiling' | 'hourlyCeiling', string> & { year: number; cmo: string[] },
    currency: string,
  ): object {
    const price = (text: string) => unitPrice(text, 'MWh', currency);
    const { pld, dailyMean, structuralCeilingExceeded } = applyPldLimits({
      cmo: input.cmo.map(price),
      limits: {
        year: input.year,
        source: 'cases.json',
        floor: price(input.floor),
        structuralCeiling: price(input.structuralCeiling),
        hourlyCeiling: price(input.hourlyCeiling),
      },
    });
    return {
      pld: pld.map((each) => priceOf(each).toFixed(2)),
      dailyMean: dailyMean.toFixed(2),
      structuralCeilingExceeded,
    };
  },

  'quantile-offer'(
    input: Record<'price' | 'longPrice' | 'shortPrice' | 'actualMwh', string> &
      Record<'quantileLevels' | 'quantileMwh', string[]>,
    currency: string,
  ): object {
    const prices = {
      price: unitPrice(input.price, 'MWh', currency),
      longPrice: unitPrice(input.longPrice, 'MWh', currency),
      shortPrice: unitPrice(input.shortPrice, 'MWh', currency),
    };
    const offer = quantileOffer({ ...prices, levels: input.quantileLevels, quantilesMwh: input.quantileMwh });
    const revenue = offerRevenue({ ...prices, offerMwh: offer.offerMwh, actualMwh: input.actualMwh });
    return { tau: offer.level.toFixed(6), offerMwh: offer.offerMwh.toFixed(3), revenue: moneyText(revenue) };
  },
};
