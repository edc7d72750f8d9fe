/** Shares of diffuse light that pass the front, relative to normal incidence, 0 to 1. */
export interface DiffuseIam {
  /** For light of the sky. */
  readonly sky: number;
  /** For light that the ground reflects; 0 for a flat plane, which sees none. */
  readonly ground: number;
}
