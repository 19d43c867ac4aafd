#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import { conformCommand } from './conform.ts';
import { EXIT_DEFECT, EXIT_USAGE } from './exit-codes.ts';
import { explainCommand } from './explain.ts';
import { handsetCommand } from './handset.ts';
import { initCommand } from './init.ts';
import { judgeCommand } from './judge.ts';
import { probeCommand } from './probe/probe.ts';
import { serveCommand } from './serve.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

const program = new Command('quhao')
  .description('取号: a test bench for one-tap login SDKs: gateway simulator, conformance suite, virtual handset')
  .version(version)
  .addHelpText(
    'after',
    `
Examples:
  quhao conform                            judge the reference SDK on the virtual handset
  quhao conform --grep timeout             only the checks whose id holds "timeout"
  quhao conform --mutants                  prove that the checks can fail
  quhao conform --sdk my.aar               judge an SDK of your own (docs/any-sdk.md)
  quhao judge runs/latest                  judge the evidence of the last run again
  quhao handset start                      a virtual phone for adb, until Ctrl-C
  quhao serve                              the gateway alone, with a ready app
  quhao explain 103101                     what a result code means and what raises it`,
  )
  .exitOverride();

for (const command of [
  conformCommand(),
  judgeCommand(),
  probeCommand(),
  handsetCommand(),
  serveCommand(),
  initCommand(),
  explainCommand(),
]) {
  throwOnExit(command);
  program.addCommand(command);
}

/** Commander passes this on to a command's own commands only where they are made after it. */
function throwOnExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwOnExit);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
  } else {
    console.error(`quhao: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env['QUHAO_DEBUG'] && error instanceof Error) {
      console.error(error.stack);
    }
    process.exitCode = error instanceof CliError ? error.exitCode : EXIT_DEFECT;
  }
}
