/** Turns of the event loop that input which is already there takes to be heard, a server in this process included. */
const graceTurns = 3;

/**
 * A timeout that does not take a busy event loop for a silent device: before it fires, what arrived meanwhile is heard.
 * A timer alone fires ahead of answers that wait in the socket. Returns what cancels it.
 */
export function startTimeout(ms: number, onTimeout: () => void): () => void {
  let cancelled = false;
  let turns = 0;
  const turn = () => {
    if (cancelled) return;
    turns += 1;
    if (turns > graceTurns) onTimeout();
    else setImmediate(turn);
  };
  const timer = setTimeout(turn, ms);
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}
