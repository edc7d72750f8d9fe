/** What a point of the vocabulary means. */
export interface PointDefinition {
  /** The unit that the name carries: `W`, `Wh`, `V`, `A`, `Hz`, `°C` … */
  readonly unit: string;
  readonly meaning: string;
  /** A gauge is averaged over time, a counter is differenced, a state is carried forward. */
  readonly kind: 'gauge' | 'counter' | 'state';
  /** A gauge that is a direction in degrees: the mean of 350 and 10 is 0, taken on the circle. */
  readonly circular?: true;
  /** What a positive value says, where it could be taken either way. */
  readonly sign?: string;
  /** Plausible range, both ends included. A value outside is flagged `outOfRange` and kept. */
  readonly min: number;
  readonly max: number;
}

export function gauge(unit: string, meaning: string, min: number, max: number, sign?: string): PointDefinition {
  return { unit, meaning, kind: 'gauge', min, max, ...(sign === undefined ? {} : { sign }) };
}

/** A direction in degrees, clockwise, 0 to 360. */
export function direction(meaning: string): PointDefinition {
  return { unit: '°', meaning, kind: 'gauge', circular: true, min: 0, max: 360 };
}

/** A register that only grows, apart from roll-over, reset and exchange. */
export function counter(unit: string, meaning: string): PointDefinition {
  return { unit, meaning, kind: 'counter', min: 0, max: 1e15 };
}

export function state(meaning: string): PointDefinition {
  return { unit: '1', meaning, kind: 'state', min: 0, max: 2 ** 32 - 1 };
}

/** One definition under a name for each member: phases, tracker inputs, harmonic orders. */
export function family<Member extends string | number, Name extends string>(
  members: readonly Member[],
  name: (member: Member) => Name,
  definition: PointDefinition,
): Record<Name, PointDefinition> {
  return Object.fromEntries(members.map((member) => [name(member), definition])) as Record<Name, PointDefinition>;
}
