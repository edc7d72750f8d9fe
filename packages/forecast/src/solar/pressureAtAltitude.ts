/**
 * Air pressure at an altitude in the standard atmosphere. [Pa] For the troposphere, up to 11 000 m. NaN in gives NaN
 * out.
 *
 * @see G.P. Portland State Aerospace Society, "A quick derivation relating altitude to air pressure", 2004, eq. 9; the
 * formula of pvlib's `alt2pres`.
 *
 * @example
 * pressureAtAltitude({ altitudeM: 760 }) // 92522.09
 */
export function pressureAtAltitude({ altitudeM }: { altitudeM: number }): number {
  return 100 * ((44_331.514 - altitudeM) / 11_880.516) ** (1 / 0.1902632);
}
