import type { MutantRun } from './mutants.ts';
import type { Selection } from './plan.ts';
import type { Outcome } from './verdict.ts';

/** What `conform.ts` gives the suite, and what comes back, across vitest's worker. All of it can be cloned. */
export interface SuiteOptions {
  readonly channel: string;
  readonly serial: string | null;
  readonly probeApk: string;
  readonly cacheDir: string;
  readonly runDir: string;
  readonly selection: Selection;
  /** Which mutants are hunted after the checks. */
  readonly mutants: 'all' | readonly string[];
}

export type BenchMessage =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'no-bench'; readonly reason: string }
  | {
      readonly kind: 'subject';
      readonly subject: { readonly name: string; readonly version: string; readonly adapter: string };
      readonly mutants: readonly { readonly id: string; readonly text: string }[];
    };

/** Said to the suite: run no further check, close what you opened. */
export const STOP = 'stop';

/** What a test says in its meta. */
export type TestWord =
  /** `mutantRun` is there where a mutant was the subject. */
  { readonly outcome: Outcome; readonly mutantRun?: MutantRun } | typeof STOP;

declare module 'vitest' {
  interface ProvidedContext {
    quhao: SuiteOptions;
  }
  interface TaskMeta {
    quhao?: TestWord;
  }
}
