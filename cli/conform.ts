import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { PROFILES, type Profile } from '../conformance/src/check.ts';
import { CliError } from './cli-error.ts';
import { colourVerdict } from './colour-verdict.ts';
import { EXIT_ENVIRONMENT, EXIT_INTERRUPTED } from './exit-codes.ts';

interface ConformFlags {
  readonly profile?: Profile;
  readonly grep?: string;
  readonly mutants?: true | string;
  readonly serial?: string;
  readonly probe: string;
  readonly runs: string;
  readonly json?: string;
  readonly junit?: string;
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
    .option('--serial <serial>', 'a device of your own adb server instead of the virtual handset (untested on hardware)')
    .option('--probe <apk>', 'the probe APK with the SDK inside', builtProbe)
    .option('--runs <folder>', 'where reports and evidence go', join(process.cwd(), 'runs'))
    .option('--json <file>', 'write report.json here too')
    .option('--junit <file>', 'write JUnit XML here too')
    .addHelpText('after', EXAMPLES)
    .action(conform);
}

async function conform(flags: ConformFlags): Promise<void> {
  if (!existsSync(flags.probe)) {
    throw new CliError(
      `no probe APK at ${flags.probe}. Build it with scripts/build-probe, or name another with --probe.`,
      EXIT_ENVIRONMENT,
    );
  }
  const signal = interruptSignal();
  const { probe, runs, mutants, ...rest } = flags;
  // Loaded here, so that other commands need not load the suite.
  const { runConformance } = await import('../conformance/src/conform.ts');
  const { exitCode } = await runConformance({
    ...rest,
    ...(mutants === undefined ? {} : { mutants: mutants === true ? true : mutants.split(',') }),
    runsDir: runs,
    probeApk: probe,
    print: (line) => console.log(colourVerdict(line)),
    signal,
  });
  process.exitCode = signal.aborted ? EXIT_INTERRUPTED : exitCode;
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
