/** What a conformance suite needs of a test runner: vitest, node:test and jest fit. Assertions come from `node:assert`. */
export interface TestRunner {
  describe(name: string, define: () => void): unknown;
  it(name: string, run: () => Promise<void>): unknown;
}
