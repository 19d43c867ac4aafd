import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Option } from 'commander';
import type { Against } from '../conformance/src/conform.ts';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import { probeOf } from './probe/bench-flags.ts';
import type { SdkFlags } from './sdk-flags.ts';

/** The flags that name the build to compare with. */
export interface AgainstFlags extends SdkFlags {
  readonly against?: readonly string[];
  readonly againstAdapter?: readonly string[];
}

export function againstFlags(): readonly Option[] {
  return [
    new Option(
      '--against <files...>',
      'the build before: its AAR or JAR and others that it needs, or the folder of its run; prints what changed',
    ),
    new Option('--against-adapter <files...>', 'the adapter of that build, where it is not that of --adapter'),
  ];
}

/** Options of `conform` that say nothing of two builds. */
interface OtherFlags {
  readonly profile?: string;
  readonly mutants?: true | string;
  readonly variant?: string;
  readonly handsets?: number;
  readonly probe?: string;
}

/** Wrong usage is told before anything is built. */
export function requireComparable({ against, againstAdapter, profile, mutants, handsets, sdk }: AgainstFlags & OtherFlags): void {
  if (against === undefined && againstAdapter !== undefined) {
    throw new CliError('--against-adapter belongs to --against: it says how that build is called', EXIT_USAGE);
  }
  if (against === undefined) {
    return;
  }
  if (mutants !== undefined || profile === 'gateway') {
    const other = mutants === undefined ? '--profile gateway' : '--mutants';
    throw new CliError(`${other} and --against exclude each other: two builds of an SDK are compared on a device`, EXIT_USAGE);
  }
  if (handsets !== undefined) {
    throw new CliError('--handsets and --against exclude each other: both builds run on one handset', EXIT_USAGE);
  }
  if (againstAdapter !== undefined && sdk === undefined) {
    throw new CliError('--against-adapter needs --sdk: a probe that is built has its adapter inside', EXIT_USAGE);
  }
}

/** A file that is not there is told before the other build is made. */
export async function requireAgainstFiles({ against = [], againstAdapter = [] }: AgainstFlags): Promise<void> {
  const given = [...against.map((file) => ['--against', file]), ...againstAdapter.map((file) => ['--against-adapter', file])];
  for (const [flag, file = ''] of given) {
    if ((await stat(file).catch(() => null)) === null) {
      throw new CliError(`${flag} ${file}: there is no such file`, EXIT_USAGE);
    }
  }
}

/** What the reader calls the build that is judged. */
export function labelOf({ sdk, probe, variant }: Pick<AgainstFlags & OtherFlags, 'sdk' | 'probe' | 'variant'>): string {
  return variant ?? basename(sdk?.[0] ?? probe ?? 'the reference SDK');
}

/** The build to compare with: a run that is stored, else a probe that is built as that of `--sdk` is. */
export async function againstOf(flags: AgainstFlags & OtherFlags): Promise<Against> {
  const { against = [], againstAdapter, sdk, variant, probe: _probe, ...rest } = flags;
  const [first = ''] = against;
  if (against.length === 1 && (await isRun(first))) {
    return { label: first, runDir: first };
  }
  if (variant !== undefined) {
    throw new CliError('--variant is compared with a run that is stored: --against runs/…', EXIT_USAGE);
  }
  if (sdk === undefined) {
    if (against.length > 1 || !first.endsWith('.apk')) {
      throw new CliError(
        `--against ${against.join(' ')}: without --sdk it is one probe (.apk), or the folder of a run`,
        EXIT_USAGE,
      );
    }
    return { label: basename(first), probeApk: await probeOf({ probe: first }) };
  }
  const adapter = againstAdapter ?? rest.adapter;
  return {
    label: basename(first),
    probeApk: await probeOf({ ...rest, sdk: against, ...(adapter === undefined ? {} : { adapter }) }),
  };
}

async function isRun(path: string): Promise<boolean> {
  if (basename(path) === 'report.json') {
    return true;
  }
  const report = await stat(join(path, 'report.json')).catch(() => null);
  return report?.isFile() ?? false;
}
