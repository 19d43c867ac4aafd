import { inject } from 'vitest';
import { defineChecks, type SuiteOptions } from './define-checks.ts';
import { freezeThread, onStop } from './stop-channel.ts';

/** The test file of `quhao conform` (conform.ts). What it logs is printed by conform-reporter.ts. */

/** What conform.ts provides: only data can be passed to a worker. */
export interface ProvidedOptions extends Omit<SuiteOptions, 'openRun' | 'onProgress' | 'subjectMutant'> {
  readonly runDir: string;
  /** Where conform.ts asks the suite to stop. */
  readonly stopChannel: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    quhao: ProvidedOptions;
  }
}

const { runDir, stopChannel, ...options } = inject('quhao');
const session = defineChecks({
  ...options,
  subjectMutant: null,
  openRun: async () => runDir,
  // biome-ignore lint/suspicious/noConsole: the log of a test file goes to vitest, which passes it to conform-reporter.ts
  onProgress: (line) => console.log(line),
});
// A handset of ours goes with its processes (scratch.ts); a device has to be restored.
onStop(stopChannel, options.serial === null ? async () => undefined : () => session.stop(), freezeThread);
