import { describeFailure } from './cli/failure.ts';
import { createNarrator } from './cli/narrator.ts';
import { readOptions, usage } from './cli/options.ts';
import { createWorkFolder, type WorkFolder } from './cli/workFolder.ts';
import { runRecorded } from './runRecorded.ts';
import { runSeeded } from './runSeeded.ts';

const interrupt = new AbortController();
const onInterrupt = () => interrupt.abort(new Error('Ctrl-C'));
process.on('SIGINT', onInterrupt);
process.on('SIGTERM', onInterrupt);

let work: WorkFolder | undefined;
try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else {
    work = await createWorkFolder(options.out);
    const run = { options, folder: work.path, narrator: createNarrator(), signal: interrupt.signal };
    await (options.data === undefined ? runSeeded(run) : runRecorded(run));
    interrupt.signal.throwIfAborted();
    await work.publish();
    run.narrator.say(`Report: ${options.out}/report.html`);
  }
} catch (error) {
  const { exitCode, message } = describeFailure(error, interrupt.signal.aborted);
  process.exitCode = exitCode;
  console.error(`\n${message}`);
} finally {
  await work?.discard();
  process.off('SIGINT', onInterrupt);
  process.off('SIGTERM', onInterrupt);
}
