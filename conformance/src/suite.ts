import { inject } from 'vitest';
import { defineChecks, type SuiteOptions } from './define-checks.ts';

/** The test file of `quhao conform` (conform.ts). What it logs is printed by conform-reporter.ts. */

/** What conform.ts provides: only data can be passed to a worker. */
export interface ProvidedOptions extends Omit<SuiteOptions, 'openRun' | 'onProgress' | 'subjectMutant'> {
  readonly runDir: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    quhao: ProvidedOptions;
  }
}

const { runDir, ...options } = inject('quhao');
// biome-ignore lint/suspicious/noConsole: the log of a test file goes to vitest, which passes it to conform-reporter.ts
defineChecks({ ...options, subjectMutant: null, openRun: async () => runDir, onProgress: (line) => console.log(line) });
