/** About normal, mean 0, deviation 1: the sum of twelve uniform numbers, by plain additions and so alike in every engine. */
export function bell(random: () => number): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += random();
  return sum;
}
