import { ProbeError } from './probe/probe-error.ts';
import { exceptionIn, wasKilled } from './probe/process-end.ts';
import type { Testbed } from './testbed.ts';

/** What is asked of an app that answers no more. */
export interface AppAfterError extends Pick<Testbed, 'processEnd'> {
  readonly probe: Pick<Testbed['probe'], 'beat'>;
  readonly device: Pick<Testbed['device'], 'log'>;
}

/** An app that answers its clock in this time lives; only its main thread does not. */
const ALIVE_MS = 3_000;

/**
 * What the subject did to the app's process, where that is why the probe answers no more: it crashed, or the main thread hangs. Any other
 * error is thrown on; a process that was killed or stopped from outside becomes a fault of the bench.
 */
export async function crashBehind(error: unknown, testbed: AppAfterError, isSilent: boolean): Promise<string> {
  if (!(error instanceof ProbeError) || (error.code !== 'GONE' && error.code !== 'HANGS')) {
    throw error;
  }
  return error.code === 'HANGS' ? hangBehind(error, testbed, isSilent) : endBehind(error, testbed);
}

async function endBehind(error: ProbeError, { device, processEnd }: AppAfterError): Promise<string> {
  const ending = await processEnd();
  if (ending === null) {
    throw error;
  }
  const log = await device.log();
  if (wasKilled(ending, log)) {
    throw new ProbeError('KILLED', `the app's process was ended from outside (${ending})`, { cause: error });
  }
  return exceptionIn(log) ?? ending;
}

/** The probe's clock needs a thread of the probe's own: where it answers, the process runs and its main thread does not. */
async function hangBehind(error: ProbeError, { probe }: AppAfterError, isSilent: boolean): Promise<string> {
  const isAlive = !isSilent && (await probe.beat(ALIVE_MS).then(() => true, isProbeError));
  if (isAlive) {
    return `the app's main thread hangs: ${error.message}, while other threads of the app answer`;
  }
  throw new ProbeError('HANGS', `${error.message}, nor its clock: the whole app stands still`, { cause: error });
}

/** False: the probe did not answer. */
function isProbeError(error: unknown): false {
  if (error instanceof ProbeError) {
    return false;
  }
  throw error;
}
