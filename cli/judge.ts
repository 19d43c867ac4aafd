import { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { colourVerdict } from './colour-verdict.ts';
import { EXIT_USAGE } from './exit-codes.ts';

const EXAMPLES = `
The exit code is that of quhao conform for the new verdicts; the last line counts those that are not the stored ones.

Examples:
  quhao judge runs/latest
  quhao judge runs/2026-11-28T19-55-00 --strict`;

export function judgeCommand(): Command {
  return new Command('judge')
    .description('judge the stored evidence of a run again, without a device')
    .argument('<run-dir>', 'the folder of a run, which holds report.json and a folder for each check; or that report.json')
    .option('--strict', 'a warn (a SHOULD failure) fails the run too', false)
    .addHelpText('after', EXAMPLES)
    .action(judge);
}

async function judge(runDir: string, { strict }: { readonly strict: boolean }): Promise<void> {
  // Loaded here, so that other commands need not load the suite.
  const { rejudge, UsageError } = await import('../conformance/src/conform.ts');
  try {
    const { exitCode } = await rejudge({ runDir, strict, print: (line) => console.log(colourVerdict(line)) });
    process.exitCode = exitCode;
  } catch (error) {
    throw error instanceof UsageError ? new CliError(error.message, EXIT_USAGE) : error;
  }
}
