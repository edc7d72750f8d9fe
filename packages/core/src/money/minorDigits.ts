/** Currencies of ISO 4217 (2024) whose smallest unit is not a hundredth. A table, so that every runtime agrees. */
const exceptions: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3] as const),
  ...'CLF UYW'.split(' ').map((c) => [c, 4] as const),
]);

/**
 * Decimals of the smallest unit of a currency: 2 for BRL (centavos), 0 for JPY, 3 for KWD.
 *
 * @example
 * minorDigits('BRL') // 2
 */
export function minorDigits(currency: string): number {
  return exceptions.get(currency) ?? 2;
}
