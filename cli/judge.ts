import { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { colourVerdict } from './colour-verdict.ts';
import { EXIT_USAGE } from './exit-codes.ts';

const EXAMPLES = `
The exit code is that of quhao conform for the new verdicts; the last line counts those that are not the stored ones.
With --against nothing is judged anew, and the exit code is that of conform --against.

Examples:
  quhao judge runs/latest
  quhao judge runs/2026-11-28T19-55-00 --strict
  quhao judge runs/new --against runs/old`;

export function judgeCommand(): Command {
  return new Command('judge')
    .description('judge the stored evidence of a run again, without a device')
    .argument('<run-dir>', 'the folder of a run, which holds report.json and a folder for each check; or that report.json')
    .option('--strict', 'a warn (a SHOULD failure) fails the run too', false)
    .option('--against <run-dir>', 'print what changed since this run instead: as conform --against, from what both have stored')
    .option('--json <file>', 'with --against: write comparison.json here too')
    .addHelpText('after', EXAMPLES)
    .action(judge);
}

interface JudgeFlags {
  readonly strict: boolean;
  readonly against?: string;
  readonly json?: string;
}

async function judge(runDir: string, { strict, against, json }: JudgeFlags): Promise<void> {
  if (json !== undefined && against === undefined) {
    throw new CliError('--json belongs to --against: the report of a run is its report.json', EXIT_USAGE);
  }
  // Loaded here, so that other commands need not load the suite.
  const { compareRuns, rejudge, UsageError } = await import('../conformance/src/conform.ts');
  const print = (line: string): void => console.log(colourVerdict(line));
  try {
    const { exitCode } = await (against === undefined
      ? rejudge({ runDir, strict, print })
      : compareRuns({
          before: { runDir: against, label: against },
          after: { runDir, label: runDir },
          strict,
          print,
          ...(json === undefined ? {} : { json }),
        }));
    process.exitCode = exitCode;
  } catch (error) {
    throw error instanceof UsageError ? new CliError(error.message, EXIT_USAGE) : error;
  }
}
