import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HandsetError, messageOf } from '../errors.ts';
import { javaCommand } from '../java-command.ts';
import { locateRuntime } from './runtime-place.ts';

/** Who answers the public methods of a system service. Overloads that differ in it are named with their parameters. */
export interface ServiceCoverage {
  /** As an app's author knows it, for example AlarmManager. */
  readonly name: string;
  /** The framework's own code, which needs nothing that is missing. */
  readonly real: readonly string[];
  /** Classes of ours. */
  readonly ours: readonly string[];
  /** Robolectric's answer, which is true of a device without the part, or nothing is to be done. */
  readonly answers: readonly string[];
  /** Throws for an app, and names itself. */
  readonly throws: readonly string[];
}

/** A framework class of which Robolectric replaces methods and which nobody has reviewed: a call may do nothing without a word. */
interface SilentClass {
  readonly class: string;
  readonly methods: readonly string[];
}

export interface Coverage {
  readonly api: 34 | 35;
  readonly services: readonly ServiceCoverage[];
  readonly silent: readonly SilentClass[];
}

const MAIN_CLASS = 'app.quhao.handset.host.coverage.LedgerMain';
/** Two megabytes of names at most. */
const MAX_OUTPUT = 8 * 1024 * 1024;

/** Reads the ledger from the built runtime. Nothing is started but a JVM for a second. Rejects with HandsetError. */
export async function readCoverage(runtimeDir: string, apiLevel: 34 | 35): Promise<Coverage> {
  const { classPath, platformJar } = await locateRuntime(runtimeDir, apiLevel);
  const shadows = classPath.find((jar) => jar.includes('shadows-framework-')) ?? join(runtimeDir, 'lib', 'shadows-framework.jar');
  const jars = [platformJar, join(runtimeDir, 'quhao-runtime.jar'), shadows];
  const args = ['-XX:TieredStopAtLevel=1', '-cp', classPath.join(':'), MAIN_CLASS, String(apiLevel), ...jars];
  try {
    const { stdout } = await promisify(execFile)(javaCommand(), args, { maxBuffer: MAX_OUTPUT });
    return JSON.parse(stdout) as Coverage;
  } catch (error) {
    throw new HandsetError('NO_COVERAGE', `the ledger of ${runtimeDir} could not be read: ${messageOf(error)}`, { cause: error });
  }
}
