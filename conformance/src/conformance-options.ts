import { AdbDevice } from './adb/adb-device.ts';
import { userAdbServer } from './adb/adb-server.ts';
import { type Baseline, readBaseline } from './baseline.ts';
import { CHECKS } from './catalogue.ts';
import type { Check, Profile } from './check.ts';
import { type GatewayAddress, type GatewayPlaceFlags, requireGatewayAddress } from './device/gateway-address.ts';
import { type HostRoute, requireRoutes } from './device/host-route.ts';
import { UsageError } from './errors.ts';
import { LAWS } from './law-table.ts';
import { requireWritable } from './output-places.ts';
import type { Selection, Shard } from './plan.ts';
import { requireChecks, requireMutants } from './preflight.ts';
import { requireProbe } from './probe/installed-probe.ts';
import { requireDialect } from './testbed/testbed-gateway.ts';
import type { Summary } from './verdict.ts';
import { readWaivers, type Waiver } from './waivers.ts';

export interface ConformanceOptions extends Omit<GatewayPlaceFlags, 'serial'> {
  readonly profile?: Profile;
  /** A regular expression on the checks' ids. */
  readonly grep?: string;
  /** Runs one of several parts of the selection. */
  readonly shard?: Shard;
  /** A warn fails the run. */
  readonly strict?: boolean;
  /** Runs the checks against all mutants that the probe lists, or against these. */
  readonly mutants?: boolean | readonly string[];
  /** Judges this variant of the reference SDK in place of the SDK. */
  readonly variant?: string;
  /** With mutants: runs controls of rows too. */
  readonly matrix?: boolean;
  /** A device that the user's adb server lists; absent: a virtual handset is started. */
  readonly serial?: string;
  /** The adb port of a virtual handset that runs already; absent: one is started. */
  readonly handsetPort?: number;
  /** Clears what an earlier build has left in the app's data. */
  readonly isDataCleared?: boolean;
  /** Runs the checks on so many virtual handsets side by side; 1 when absent. */
  readonly handsets?: number;
  readonly runsDir: string;
  readonly probeApk: string;
  /** The flags by which the probe was built around an SDK: the line that runs a check again has them in place of the APK. */
  readonly sdkWords?: readonly string[];
  /** What is to be known of the probe's building: they stand in the report beside the testbed's lines. */
  readonly notes?: readonly string[];
  /** Values of `--route`: hosts of the SDK's own that are led to the gateway, `HOST[:PORT]=bearer|token`. */
  readonly routes?: readonly string[];
  /** ES module of the wire format that the SDK speaks; absent: quhao-1. */
  readonly dialect?: string;
  /** Somebody is at the terminal, and does by hand what the device has no command for, before the row that needs it. */
  readonly byHand?: boolean;
  /** Looks first at what the SDK does by itself, and reports it. */
  readonly portrait?: boolean;
  /** Where the handset stores what it made from APKs; `~/.cache/quhao` when absent. */
  readonly cacheDir?: string;
  readonly print: (line: string) => void;
  /** Further copies of report.json and junit.xml. */
  readonly json?: string;
  readonly junit?: string;
  /** A file that a CI service shows as the page of its job: the summary is appended to it. */
  readonly stepSummary?: string;
  /** Leaves out the checks after the first that fails. */
  readonly bail?: boolean;
  /** report.json of an earlier run: a check that it has and that is no longer executed fails the run. */
  readonly baseline?: string;
  /** expected-failures.yaml. */
  readonly waivers?: string;
  /** Ends the run within two seconds. */
  readonly signal?: AbortSignal;
}

export interface ConformanceResult {
  readonly exitCode: 0 | 1 | 2 | 3 | 4;
  readonly summary: Summary;
  readonly runDir: string;
  /** False where the test bench did not come up: no SDK was judged. */
  readonly hasSubject: boolean;
}

/** What the options come to. */
export interface RunPlan {
  readonly selection: Selection;
  readonly checks: readonly Check[];
  readonly mutants: 'all' | readonly string[];
  readonly waivers: readonly Waiver[];
  readonly routes: readonly HostRoute[];
  /** Null: the device has its kind's own way to the gateway. */
  readonly gatewayAt: GatewayAddress | null;
  /** Null where there is none. */
  readonly baseline: Baseline | null;
}

/** Reads and checks everything that was given, before anything is started. Throws UsageError, TestbedError where there is no probe, AdbError where the device is not there. */
export async function planRun(options: ConformanceOptions): Promise<RunPlan> {
  const plan = await planWithoutProbe(options);
  await requireProbe(options.probeApk);
  return plan;
}

/** The same where the probe is still to be built. */
export async function planWithoutProbe(options: Omit<ConformanceOptions, 'probeApk'>): Promise<RunPlan> {
  const selection = selectionOf(options);
  const checks = requireChecks(selection);
  if ((options.handsets ?? 1) > 1 && options.serial !== undefined) {
    throw new UsageError(
      `--handsets starts virtual handsets, and --serial (or ANDROID_SERIAL) names ${options.serial}: give one of them`,
    );
  }
  const { mutants: given = false, matrix = false, baseline, waivers } = options;
  if (matrix && given === false) {
    throw new UsageError('--matrix needs --mutants: it says which checks run against them');
  }
  const mutants: RunPlan['mutants'] = given === true ? 'all' : given || [];
  requireMutants(mutants, checks);
  const ids = new Set([...CHECKS, ...LAWS].map(({ id }) => id));
  const plan = {
    ...{ selection, checks, mutants },
    routes: requireRoutes(options.routes ?? []),
    gatewayAt: requireGatewayAddress(options),
    waivers: waivers === undefined ? [] : await readWaivers(waivers, ids),
    baseline: baseline === undefined ? null : await readBaseline(baseline),
  };
  await requireDialect(options.dialect);
  await requireWritable(options);
  if (options.serial !== undefined) {
    await AdbDevice.requireListed(await userAdbServer(), options.serial);
  }
  return plan;
}

/** The part of the options that selects checks. */
export function selectionOf({ profile, grep, shard }: Pick<ConformanceOptions, 'profile' | 'grep' | 'shard'>): Selection {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(grep === undefined ? {} : { grep }),
    ...(shard === undefined ? {} : { shard }),
  };
}
