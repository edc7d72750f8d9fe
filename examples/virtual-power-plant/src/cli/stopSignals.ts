/** Signals that end a run, with the code that a shell expects of a program that one of them ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Why a run was told to stop from outside. */
export class Stopped extends Error {
  readonly exitCode: number;

  constructor(by: keyof typeof exitCodes) {
    super(by === 'SIGINT' ? 'Stopped by Ctrl-C.' : `Stopped by ${by}.`);
    this.name = 'Stopped';
    this.exitCode = exitCodes[by];
  }
}

export interface StopSignals {
  /** Fires on Ctrl-C and its like with a `Stopped`, and on an error that nobody caught with that error. */
  readonly signal: AbortSignal;
  /** Gives the signals back to the process. */
  release(): void;
}

/** Turns what would end the process in the middle of its work into an abort, so that everything open is closed. */
export function listenForStop(process: Pick<NodeJS.Process, 'on' | 'off'>): StopSignals {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => controller.abort(new Stopped(name as keyof typeof exitCodes));
  const onUncaught = (error: unknown) => controller.abort(error);
  for (const name of Object.keys(exitCodes)) process.on(name, onSignal);
  process.on('uncaughtException', onUncaught);
  return {
    signal: controller.signal,
    release() {
      for (const name of Object.keys(exitCodes)) process.off(name, onSignal);
      process.off('uncaughtException', onUncaught);
    },
  };
}
