import type { RunDeviceCard } from './device/device-card.ts';
import type { Mutant, MutantRun } from './mutants.ts';
import type { Portrait } from './portrait/portrait.ts';
import type { Subject } from './probe/messages.ts';
import type { Outcome } from './verdict.ts';
import type { WaiverScope } from './waivers.ts';

/** What a check's test attaches to itself for the reporter. `not-applicable`: a mutant that this probe or device does not have. */
export type CheckMeta = CheckResult | 'not-applicable';

interface CheckResult {
  readonly outcome: Outcome;
  readonly mutantRun: MutantRun | null;
  readonly scope: WaiverScope;
}

/** What the suite of checks attaches to itself for the reporter. */
export interface TestbedMeta {
  /** Lines that the testbed printed as it came up. */
  readonly lines: readonly string[];
  /** Null where the testbed did not come up. */
  readonly subject: Pick<Subject, 'name' | 'version' | 'adapter' | 'configurable'> | null;
  /** The selected mutants that the probe lists. */
  readonly mutants: readonly Mutant[];
  /** What was found out about the device; absent where the testbed did not come up. */
  readonly device?: RunDeviceCard;
  /** What the SDK does by itself; absent where it was not looked at. */
  readonly portrait?: Portrait;
  /** Why the testbed did not come up. */
  readonly failure: string | null;
}

/** What is attached to a test or a suite. An augmentation of vitest's TaskMeta would do; the compiler does not always see it. */
export interface QuhaoMeta {
  quhaoCheck?: CheckMeta;
  quhaoTestbed?: TestbedMeta;
}

export function quhaoMeta(meta: object): QuhaoMeta {
  return meta;
}
