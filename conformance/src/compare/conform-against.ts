import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ConformanceOptions, ConformanceResult } from '../conformance-options.ts';
import { runConformance } from '../run-conformance.ts';
import { Scratch } from '../scratch.ts';
import { shareHandset } from '../testbed/open-device.ts';
import { compareRuns } from './compare-runs.ts';

/** The build that another is compared with: one to be judged, or one that was. */
export type Against = { readonly label: string } & ({ readonly probeApk: string } | { readonly runDir: string });

export interface AgainstOptions extends Omit<ConformanceOptions, 'junit'> {
  /** What the reader calls the build that is judged. */
  readonly label: string;
  readonly against: Against;
  readonly junit?: string;
}

/**
 * Judges the build to compare with, unless it was judged already, then the other one on the same device with the app's data cleared, and
 * prints what changed. The exit code is that of the comparison. A run that comes to no subject is not compared: its own code stands.
 */
export async function conformAgainst(options: AgainstOptions): Promise<Pick<ConformanceResult, 'exitCode'>> {
  const { against, label, json, stepSummary, junit, ...common } = options;
  if ('runDir' in against) {
    const after = await runConformance({ ...common, ...(junit === undefined ? {} : { junit }), portrait: true });
    return compare(options, against.runDir, after);
  }
  // The handset lives longer than each of the two runs, and so does its folder.
  const scratch = Scratch.open();
  try {
    return await judgeBoth(options, against);
  } finally {
    scratch.dispose();
  }
}

async function judgeBoth(
  options: AgainstOptions,
  against: Extract<Against, { probeApk: string }>,
): Promise<Pick<ConformanceResult, 'exitCode'>> {
  const { label, print, serial, signal, against: _against, json: _json, stepSummary: _stepSummary, junit, ...common } = options;
  const cacheDir = resolve(options.cacheDir ?? join(homedir(), '.cache', 'quhao'));
  await using handset = serial === undefined ? await shareHandset({ cacheDir, onProgress: print }) : null;
  const shared = {
    ...common,
    print,
    portrait: true,
    isDataCleared: true,
    ...(serial === undefined ? {} : { serial }),
    ...(signal === undefined ? {} : { signal }),
    ...(handset === null ? {} : { handsetPort: handset.port }),
  };
  print(`── before: ${against.label}`);
  const before = await runConformance({ ...shared, probeApk: against.probeApk });
  if (signal?.aborted || !before.hasSubject) {
    return before;
  }
  print('');
  print(`── after: ${label}`);
  const after = await runConformance({ ...shared, ...(junit === undefined ? {} : { junit }) });
  return compare(options, before.runDir, after);
}

async function compare(
  { against, label, json, stepSummary, print, strict, signal }: AgainstOptions,
  beforeDir: string,
  after: ConformanceResult,
): Promise<Pick<ConformanceResult, 'exitCode'>> {
  if (signal?.aborted || !after.hasSubject) {
    return after;
  }
  return compareRuns({
    before: { runDir: beforeDir, label: against.label },
    after: { runDir: after.runDir, label },
    print,
    ...(strict === undefined ? {} : { strict }),
    ...(json === undefined ? {} : { json }),
    ...(stepSummary === undefined ? {} : { stepSummary }),
  });
}
