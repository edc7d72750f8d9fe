/**
 * Lets other work of this thread run when a piece of ours took long: call and await it between the pieces. Returns
 * at once until `budgetMs` of wall time have passed since the last pause.
 */
export function pacer(budgetMs = 15): () => Promise<void> {
  let sinceMs = performance.now();
  return async () => {
    if (performance.now() - sinceMs < budgetMs) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    sinceMs = performance.now();
  };
}
