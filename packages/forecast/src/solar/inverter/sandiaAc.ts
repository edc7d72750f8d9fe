import type { Column } from '@usina/core/series';
import { mapQuantities, type Quantity, type Scalars } from '../Quantity.ts';

/** An inverter by the parameters of the Sandia model, as the CEC database lists them. */
export interface SandiaInverter {
  /** AC power limit. [W] */
  pacoW: number;
  /** DC power at which the AC limit is reached at the nominal voltage. [W] */
  pdcoW: number;
  /** Nominal DC voltage. [V] */
  vdcoV: number;
  /** DC power from which it delivers. [W] */
  psoW: number;
  /** Curvature of AC over DC power. [1/W] */
  c0: number;
  /** Change of `pdcoW` with voltage. [1/V] */
  c1: number;
  /** Change of `psoW` with voltage. [1/V] */
  c2: number;
  /** Change of `c0` with voltage. [1/V] */
  c3: number;
  /** Draw at night, taken as negative power. [W] */
  pntW: number;
}

export interface SandiaAcOptions extends SandiaInverter {
  /** DC power into the inverter. [W] */
  dcPowerW: Quantity;
  /** [V] */
  dcVoltageV: Quantity;
  out?: Column;
}

/**
 * AC power of an inverter by the Sandia model, clipped at its limit; minus the draw at night below `psoW`. [W] Positive is
 * delivery. NaN in gives NaN out.
 *
 * @see D.L. King, S. Gonzalez, G.M. Galbraith, W.E. Boyson, "Performance model for grid-connected photovoltaic inverters",
 * SAND2007-5036, 2007.
 *
 * @example
 * sandiaAc({ dcVoltageV: 838.28, dcPowerW: 2062.523, pacoW: 2216, pdcoW: 2282.15, vdcoV: 981.4, psoW: 3.42,
 *   c0: -4.014e-6, c1: -4.8213e-5, c2: -0.0016943, c3: -0.0028047, pntW: 1.96 }) // 1991.3191
 */
export function sandiaAc(options: Scalars<SandiaAcOptions>): number;
export function sandiaAc(options: SandiaAcOptions): Column;
export function sandiaAc({ dcPowerW, dcVoltageV, out, ...inverter }: SandiaAcOptions): number | Column {
  return mapQuantities(
    (dc, volt) => {
      if (dc < inverter.psoW) return -Math.abs(inverter.pntW);
      return Math.min(sandiaPower(inverter, dc, volt), inverter.pacoW);
    },
    [dcPowerW, dcVoltageV],
    out,
  );
}

/** The curve itself, neither clipped nor cut off at night. [W] */
export function sandiaPower(inverter: SandiaInverter, dcPowerW: number, dcVoltageV: number): number {
  const away = dcVoltageV - inverter.vdcoV;
  const full = inverter.pdcoW * (1 + inverter.c1 * away);
  const start = inverter.psoW * (1 + inverter.c2 * away);
  const bend = inverter.c0 * (1 + inverter.c3 * away);
  const load = dcPowerW - start;
  return (inverter.pacoW / (full - start) - bend * (full - start)) * load + bend * load * load;
}
