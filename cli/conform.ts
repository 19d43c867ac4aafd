import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import type { Profile } from '../conformance/src/check.ts';
import { CliError } from './cli-error.ts';
import { coloured } from './coloured.ts';
import { EXIT_ENVIRONMENT } from './exit-codes.ts';

const PROFILES = ['smoke', 'core', 'page', 'timing', 'security', 'gateway'] as const satisfies readonly Profile[];

interface ConformOptions {
  readonly profile?: Profile;
  readonly grep?: string;
  readonly mutants?: true | string;
  readonly serial?: string;
  readonly probe: string;
  readonly runs: string;
  readonly json?: string;
  readonly junit?: string;
}

const builtProbe = fileURLToPath(new URL('../../android-probe/build/probe.apk', import.meta.url));

const mutantsOf = (option: true | string): true | readonly string[] => (option === true ? true : option.split(','));

const conform = async (options: ConformOptions): Promise<void> => {
  if (!existsSync(options.probe)) {
    throw new CliError(
      `no probe APK at ${options.probe}. Build it with scripts/build-probe, or name another with --probe.`,
      EXIT_ENVIRONMENT,
    );
  }
  const interrupted = new AbortController();
  const onSignal = () => {
    if (interrupted.signal.aborted) {
      process.exit(130);
    }
    console.error('\nstopping after this check; once more to stop at once');
    interrupted.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const { profile, grep, mutants, serial, json, junit } = options;
  // Loaded here, so that `quhao explain` and `quhao serve` need not load vitest and adbkit.
  const { runConformance } = await import('../conformance/src/conform.ts');
  const { exitCode } = await runConformance({
    ...(profile === undefined ? {} : { profile }),
    ...(grep === undefined ? {} : { grep }),
    ...(mutants === undefined ? {} : { mutants: mutantsOf(mutants) }),
    ...(serial === undefined ? {} : { serial }),
    ...(json === undefined ? {} : { json }),
    ...(junit === undefined ? {} : { junit }),
    runsDir: options.runs,
    probeApk: options.probe,
    print: (line) => console.log(coloured(line)),
    signal: interrupted.signal,
  });
  process.exitCode = interrupted.signal.aborted ? 130 : exitCode;
};

export const conformCommand = (): Command =>
  new Command('conform')
    .description('judge a one-tap login SDK: on the virtual handset, or on a device that adb lists')
    .addOption(new Option('--profile <name>', 'only the checks of one profile').choices([...PROFILES]))
    .option('--grep <pattern>', 'only checks whose id matches this regular expression')
    .option(
      '--mutants [ids]',
      'prove that the checks can fail: mutantRun all mutants of the reference SDK, or these (comma-separated)',
    )
    .option('--serial <serial>', 'a device of your own adb server instead of the virtual handset (untested on hardware)')
    .option('--probe <apk>', 'the probe APK with the SDK inside', builtProbe)
    .option('--runs <folder>', 'where reports and evidence go', join(process.cwd(), 'runs'))
    .option('--json <file>', 'write report.json here too')
    .option('--junit <file>', 'write JUnit XML here too')
    .addHelpText(
      'after',
      `
Exit codes: 0 all pass or warn · 1 a check failed or a mutant lived · 2 inconclusive · 3 the bench (env-error) · 4 our own defect · 64 wrong usage

Examples:
  quhao conform
  quhao conform --profile smoke
  quhao conform --grep 'timeout|mapping'
  quhao conform --mutants default-network,no-cache`,
    )
    .action(conform);
