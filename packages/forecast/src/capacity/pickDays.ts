/**
 * For each scenario the past day whose errors it repeats: the day of those given that a seeded hash of scenario and date
 * ranks first. Sites that are asked with the same seed pick the same dates where they have them, so that scenarios may be
 * added across sites: a cloudy day stays one for the whole portfolio.
 */
export function pickDays(days: readonly number[], scenarios: number, seed: number): number[] {
  return Array.from({ length: scenarios }, (_, scenario) => {
    let best = 0;
    let bestRank = -1;
    for (let i = 0; i < days.length; i++) {
      const rank = hash(seed, scenario, days[i]!);
      if (rank > bestRank) {
        best = i;
        bestRank = rank;
      }
    }
    return best;
  });
}

/** Mixes three integers to 32 bits (the finaliser of MurmurHash3, A. Appleby, public domain). */
function hash(seed: number, scenario: number, day: number): number {
  let h = seed | 0;
  for (const part of [scenario, day]) {
    h = Math.imul(h ^ part, 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}
