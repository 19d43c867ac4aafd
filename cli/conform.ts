import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { PROFILES, type Profile } from '../conformance/src/check.ts';
import type { Shard } from '../conformance/src/conform.ts';
import { CliError } from './cli-error.ts';
import { colourVerdict } from './colour-verdict.ts';
import { EXIT_ENVIRONMENT, EXIT_INTERRUPTED, EXIT_USAGE } from './exit-codes.ts';
import { parseShard } from './parse-shard.ts';

interface ConformFlags {
  readonly profile?: Profile;
  readonly grep?: string;
  readonly mutants?: true | string;
  readonly serial?: string;
  readonly probe: string;
  readonly runs: string;
  readonly json?: string;
  readonly junit?: string;
  readonly shard?: Shard;
  readonly strict?: true;
}

const EXAMPLES = `
Exit codes: 0 all pass or warn · 1 a check failed or a mutant survived · 2 inconclusive · 3 the bench (env-error) · 4 a defect of quhao · 64 wrong usage

Examples:
  quhao conform
  quhao conform --profile smoke
  quhao conform --grep 'timeout|mapping'
  quhao conform --mutants default-network,no-cache`;

export function conformCommand(): Command {
  const builtProbe = fileURLToPath(new URL('../../android-probe/build/probe.apk', import.meta.url));
  return new Command('conform')
    .description('judge a one-tap login SDK: on the virtual handset, or on a device that adb lists')
    .addOption(new Option('--profile <name>', 'only the checks of one profile').choices([...PROFILES]))
    .option('--grep <pattern>', 'only checks whose id matches this regular expression')
    .option(
      '--mutants [ids]',
      'prove that the checks can fail: run them against all mutants of the reference SDK, or these (comma-separated)',
    )
    .option('--shard <i/n>', 'only part i of n of the checks: on n machines they are all of them', parseShard)
    .option('--strict', 'a warn (a SHOULD failure) fails the run too')
    .option('--serial <serial>', 'a device of your own adb server instead of the virtual handset (untested on hardware)')
    .option('--probe <apk>', 'the probe APK with the SDK inside', builtProbe)
    .option('--runs <folder>', 'where reports and evidence go', join(process.cwd(), 'runs'))
    .option('--json <file>', 'write report.json here too')
    .option('--junit <file>', 'write JUnit XML here too')
    .addHelpText('after', EXAMPLES)
    .action(conform);
}

async function conform({ probe, runs, mutants, ...rest }: ConformFlags): Promise<void> {
  const signal = interruptSignal();
  // Loaded here, so that other commands need not load the suite.
  const { runConformance, UsageError, BenchError } = await import('../conformance/src/conform.ts');
  try {
    const { exitCode } = await runConformance({
      ...rest,
      ...(mutants === undefined ? {} : { mutants: mutants === true ? true : namesIn(mutants) }),
      runsDir: runs,
      probeApk: probe,
      print: (line) => console.log(colourVerdict(line)),
      signal,
    });
    process.exitCode = signal.aborted ? EXIT_INTERRUPTED : exitCode;
  } catch (error) {
    if (error instanceof UsageError) {
      throw new CliError(error.message, EXIT_USAGE);
    }
    throw error instanceof BenchError ? new CliError(error.message, EXIT_ENVIRONMENT) : error;
  }
}

/** The names of a list with commas. */
function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Aborts on the first SIGINT or SIGTERM; a second one ends the process at once. */
function interruptSignal(): AbortSignal {
  const interrupted = new AbortController();
  const onSignal = (): void => {
    if (interrupted.signal.aborted) {
      process.exit(EXIT_INTERRUPTED);
    }
    console.error('\nstopping after this check; once more to stop at once');
    interrupted.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return interrupted.signal;
}
