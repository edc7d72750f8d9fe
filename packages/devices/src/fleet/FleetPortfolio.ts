/** What the fleet reads of a portfolio: assets without a `connection` are left out. */
export interface FleetPortfolio {
  readonly sites: readonly { readonly id: string; readonly timeZone: string }[];
  readonly assets: readonly {
    readonly id: string;
    readonly siteId: string;
    readonly connection?:
      | {
          readonly driver: string;
          readonly url: string;
          readonly options?: Readonly<Record<string, unknown>> | undefined;
        }
      | undefined;
  }[];
}
