import type { Mutant, MutantRun } from './mutants.ts';
import type { Subject } from './probe/messages.ts';
import type { Outcome } from './verdict.ts';

/** What a check's test attaches to itself for the reporter. `not-applicable`: a mutant that this probe or device does not have. */
export type CheckMeta = { readonly outcome: Outcome; readonly mutantRun: MutantRun | null } | 'not-applicable';

/** What the suite of checks attaches to itself for the reporter. */
export interface TestbedMeta {
  /** Lines that the testbed printed as it came up. */
  readonly lines: readonly string[];
  /** Null where the testbed did not come up. */
  readonly subject: Pick<Subject, 'name' | 'version' | 'adapter'> | null;
  /** The selected mutants that the probe lists. */
  readonly mutants: readonly Mutant[];
  /** Why the testbed did not come up. */
  readonly failure: string | null;
}

declare module 'vitest' {
  interface TaskMeta {
    quhaoCheck?: CheckMeta;
    quhaoTestbed?: TestbedMeta;
  }
}
