import type { TestbedOptions } from './testbed/testbed-options.ts';

type BenchOptions =
  | 'serial'
  | 'handsetPort'
  | 'isDataCleared'
  | 'probeApk'
  | 'cacheDir'
  | 'routes'
  | 'dialect'
  | 'gatewayAt'
  | 'isByHand';

export interface CheckSessionOptions extends Pick<TestbedOptions, BenchOptions> {
  /** Looks at what the SDK does by itself before the checks. */
  readonly portrait?: boolean;
  /** The mutant that is judged in place of the SDK; null: the SDK as it is. */
  readonly subjectMutant: string | null;
  /** The right SDK built otherwise that is judged in place of the SDK; null: the SDK as it is. */
  readonly subjectVariant: string | null;
  /** Mutants that must be killed after the checks have run. */
  readonly mutants: 'all' | readonly string[];
  /** Leaves out the checks after the first that fails. */
  readonly bail?: boolean;
  /** How many virtual handsets the checks run on side by side. */
  readonly handsets: number;
  /** Returns the folder for this run's evidence. */
  readonly openRun: () => Promise<string>;
  readonly onProgress: (line: string) => void;
}
