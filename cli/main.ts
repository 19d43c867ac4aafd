#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import { conformCommand } from './conform.ts';
import { EXIT_DEFECT, EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';
import { explainCommand } from './explain.ts';
import { handsetCommand } from './handset.ts';
import { initCommand } from './init.ts';
import { judgeCommand } from './judge.ts';
import { probeCommand } from './probe/probe.ts';
import { serveCommand } from './serve.ts';

const SEE_HELP = 'quhao --help shows what there is.';

watchOutput();
// Commander takes an empty variable for a value.
if (process.env['ANDROID_SERIAL'] === '') {
  delete process.env['ANDROID_SERIAL'];
}

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
  .option('--offline', 'download nothing: what the virtual handset lacks is an error (QUHAO_OFFLINE=1)')
  .helpCommand(false)
  .showHelpAfterError(SEE_HELP)
  .exitOverride();

// The suite starts the handset in a process of its own, which has the environment only.
program.hook('preAction', () => {
  if (program.opts<{ offline?: true }>().offline) {
    process.env['QUHAO_OFFLINE'] = '1';
  }
});

program
  .command('help')
  .description('show the help of a command: quhao help handset start')
  .argument('[command...]')
  .action((names: readonly string[]) => commandOf(names).outputHelp());

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

/** The command that the names lead to. */
function commandOf(names: readonly string[]): Command {
  return names.reduce((command, name) => {
    const next = command.commands.find((one) => one.name() === name);
    if (next === undefined) {
      throw new CliError(`there is no command ${names.join(' ')}: quhao --help shows what there is`, EXIT_USAGE);
    }
    return next;
  }, program as Command);
}

/** Whoever reads the output may leave early (`| head -1`): the rest is for nobody. Output that cannot be stored is told, and the exit code says so. */
function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE' || code === 'EIO') {
        return;
      }
      process.exitCode = EXIT_ENVIRONMENT;
      if (stream === process.stdout) {
        console.error(`quhao: the output cannot be written: ${message}`);
      }
    });
  }
}

/** Commander passes this on to a command's own commands only where they are made after it. */
function throwOnExit(command: Command): void {
  command.exitOverride().showHelpAfterError(SEE_HELP);
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
