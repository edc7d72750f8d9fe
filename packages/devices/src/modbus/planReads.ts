/** Registers that belong together and are never split over two requests. */
export interface RegisterSpan {
  readonly table: 'holding' | 'input';
  readonly address: number;
  readonly count: number;
}

export interface PlanReadsOptions {
  /** Registers nobody asked for that may be read along to save a request. Some devices refuse them. @defaultValue 0 */
  maxGap?: number | undefined;
  /** @defaultValue 125, the most that one request can carry (MODBUS Application Protocol V1.1b3, 6.3) */
  maxCount?: number | undefined;
}

/**
 * The fewest requests, in order of their addresses, that cover every span whole.
 *
 * @example
 * planReads([{ table: 'holding', address: 10, count: 2 }, { table: 'holding', address: 12, count: 1 }])
 * // [{ table: 'holding', address: 10, count: 3 }]
 */
export function planReads(spans: readonly RegisterSpan[], options: PlanReadsOptions = {}): RegisterSpan[] {
  const { maxGap = 0, maxCount = 125 } = options;
  const sorted = [...spans].sort((a, b) => a.table.localeCompare(b.table) || a.address - b.address);
  const plan: { table: 'holding' | 'input'; address: number; count: number }[] = [];
  for (const { table, address, count } of sorted) {
    const last = plan.at(-1);
    const end = address + count;
    const joins =
      last !== undefined &&
      last.table === table &&
      address - (last.address + last.count) <= maxGap &&
      end - last.address <= maxCount;
    if (joins) last.count = Math.max(last.count, end - last.address);
    else plan.push({ table, address, count });
  }
  return plan;
}
