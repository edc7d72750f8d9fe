/** The lowest and the highest, or the one value that all share. */
export function span(values: readonly number[], format: (value: number) => string): string {
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}

/** Names, cut after a few where a line must stay short. */
export function namesOf(machines: readonly string[], most = 3): string {
  if (machines.length <= most) return machines.join(', ');
  return `${machines.length} machines (${machines.slice(0, most - 1).join(', ')} …)`;
}
