/** Same fault, same id: a second run over the same data does not report it twice. At most 100 characters, as ids are. */
export function findingId(rule: string, assetId: string, point: string, startMs: number): string {
  const tail = `:${point}:${startMs}`;
  return `${rule}:${assetId}`.slice(0, 100 - tail.length) + tail;
}
