import { describeFailure } from './cli/failure.ts';
import { createNarrator } from './cli/narrator.ts';
import { closeAfter } from './cli/opened.ts';
import { readOptions, usage } from './cli/options.ts';
import { listenForStop } from './cli/stopSignals.ts';
import { createWorkFolder } from './cli/workFolder.ts';
import { readRecorded } from './data/readRecorded.ts';

const { signal, release } = listenForStop(process);
try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else {
    const narrator = createNarrator();
    await closeAfter(async ({ keep }) => {
      const work = keep(await createWorkFolder(options.out));
      const run = { options, folder: work.path, narrator, signal };
      // The packages are loaded when they are needed: a slip in the files is told at once.
      if (options.data === undefined) await (await import('./runSeeded.ts')).runSeeded(run);
      else {
        const recorded = await readRecorded(options.data, run);
        await (await import('./runRecorded.ts')).runRecorded(recorded, run);
      }
      signal.throwIfAborted();
      await work.publish();
    });
    narrator.say(`Report: ${options.out}/report.html`);
  }
} catch (error) {
  // What stopped the run counts, not what broke because it was stopped.
  const { exitCode, message } = describeFailure(signal.aborted ? signal.reason : error);
  process.exitCode = exitCode;
  console.error(`\n${message}`);
} finally {
  release();
}
