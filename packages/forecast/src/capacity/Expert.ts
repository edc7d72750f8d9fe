/**
 * One way to foretell power from what was known at an instant. Experts see the past only through `asOfMs`; the same code
 * serves the back-test and the live forecast.
 */
export interface Expert {
  readonly id: string;
  /** Learns from what was known at `asOfMs`; the result foretells a slot of a local day, NaN where it cannot. [W] */
  at(asOfMs: number): (day: number, slot: number) => number;
}
