import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { PROFILES, type Profile } from '../conformance/src/check.ts';
import type { Shard } from '../conformance/src/conform.ts';
import { CliError } from './cli-error.ts';
import { colourVerdict } from './colour-verdict.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';
import { listText } from './list-text.ts';
import { parseShard } from './parse-shard.ts';

interface ConformFlags {
  readonly profile?: Profile;
  readonly grep?: string;
  readonly mutants?: true | string;
  readonly variant?: string;
  readonly matrix?: true;
  readonly serial?: string;
  readonly probe: string;
  readonly runs: string;
  readonly json?: string | true;
  readonly junit?: string;
  readonly shard?: Shard;
  readonly strict?: true;
  readonly bail?: true;
  readonly baseline?: string;
  readonly waivers?: string;
  readonly list?: true;
}

const EXAMPLES = `
Exit codes: 0 all pass or warn · 1 a check failed, a waiver was broken or a mutant survived · 2 inconclusive, or nothing was judged ·
            3 the bench (env-error) · 4 a defect of quhao · 64 wrong usage · 130, 143, 129 ended by Ctrl-C, SIGTERM, SIGHUP

Examples:
  quhao conform
  quhao conform --profile smoke
  quhao conform --grep 'timeout|mapping'
  quhao conform --list --profile smoke
  quhao conform --shard 2/4 --junit junit.xml
  quhao conform --strict --waivers expected-failures.yaml --baseline runs/good/report.json
  quhao conform --mutants default-network,no-cache
  quhao conform --serial R58M123ABC`;

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
    .option('--matrix', 'with --mutants: every check that names a mutant, its control rows too')
    .option('--shard <i/n>', 'only part i of n of the checks: on n machines they are all of them', parseShard)
    .option('--list', 'print what would be run, and run nothing')
    .option('--bail', 'leave out the checks after the first that fails')
    .option('--baseline <file>', 'report.json of an earlier run: a check that is no longer executed fails the run')
    .option('--waivers <file>', 'expected-failures.yaml: failures that are known, each with check, reason, link and expires')
    .option('--strict', 'a warn (a SHOULD failure) fails the run too')
    .option('--variant <id>', 'judge a right SDK that is built otherwise, in place of the reference SDK: it must pass too')
    .option('--serial <serial>', 'a device of your own adb server instead of the virtual handset (untested on hardware)')
    .option('--probe <apk>', 'the probe APK with the SDK inside', builtProbe)
    .option('--runs <folder>', 'where reports and evidence go', join(process.cwd(), 'runs'))
    .option('--json [file]', 'write report.json here too; with --list: print the list as JSON')
    .option('--junit <file>', 'write JUnit XML here too')
    .addHelpText('after', EXAMPLES)
    .action(conform);
}

async function conform(flags: ConformFlags): Promise<void> {
  // Loaded here, so that other commands need not load the suite.
  const suite = await import('../conformance/src/conform.ts');
  const { UsageError, BenchError } = suite;
  try {
    await (flags.list ? list(flags, suite) : run(flags, suite));
  } catch (error) {
    if (error instanceof UsageError) {
      throw new CliError(error.message, EXIT_USAGE);
    }
    throw error instanceof BenchError ? new CliError(error.message, EXIT_ENVIRONMENT) : error;
  }
}

type Suite = typeof import('../conformance/src/conform.ts');

async function list({ json, ...flags }: ConformFlags, { listChecks }: Suite): Promise<void> {
  const listed = listChecks(flags);
  if (typeof json === 'string') {
    throw new CliError(`--list prints to the terminal: quhao conform --list --json > ${json}`, EXIT_USAGE);
  }
  console.log(json ? JSON.stringify(listed, null, 2) : listText(listed));
}

async function run({ probe, runs, mutants, json, list: _list, ...rest }: ConformFlags, { runConformance }: Suite): Promise<void> {
  if (json === true) {
    throw new CliError('--json needs a file: --json report.json', EXIT_USAGE);
  }
  if (typeof mutants === 'string' && namesIn(mutants).length === 0) {
    throw new CliError('--mutants needs names with commas, or none for all mutants', EXIT_USAGE);
  }
  const interruption = untilInterrupted();
  const { exitCode } = await runConformance({
    ...rest,
    ...(json === undefined ? {} : { json }),
    stepSummary: process.env['GITHUB_STEP_SUMMARY'] ?? '',
    ...(mutants === undefined ? {} : { mutants: mutants === true ? true : namesIn(mutants) }),
    runsDir: runs,
    probeApk: probe,
    print: (line) => console.log(colourVerdict(line)),
    signal: interruption.signal,
  });
  const ended = interruption.exitCode();
  if (ended !== null) {
    // The thread of the suite was stopped in the middle and does not end by itself.
    process.exit(ended);
  }
  process.exitCode = exitCode;
}

/** The names of a list with commas. */
function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code of the signal; null where none has come. */
  exitCode(): number | null;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Aborts on the first of these signals; a second one ends the process at once. */
function untilInterrupted(): Interruption {
  const interrupted = new AbortController();
  let exitCode: number | null = null;
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (exitCode !== null) {
        process.exit(code);
      }
      exitCode = code;
      console.error('\nstopping');
      interrupted.abort();
    });
  }
  // After a hangup the terminal is gone.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') {
        throw error;
      }
    });
  }
  return { signal: interrupted.signal, exitCode: () => exitCode };
}
