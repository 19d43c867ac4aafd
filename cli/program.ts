import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { clockCommand } from './clock/clock.ts';
import { completionCommand } from './completion/completion.ts';
import { conformCommand } from './conform.ts';
import { deviceCommand } from './device/device.ts';
import { devicesCommand } from './device/devices.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { EXIT_USAGE, exitCodesText } from './exit-codes.ts';
import { explainCommand } from './explain.ts';
import { faultCommand } from './fault/fault.ts';
import { flowCommand } from './flow/flow.ts';
import { handsetCommand } from './handset.ts';
import { initCommand } from './init.ts';
import { journalCommand } from './journal/journal.ts';
import { judgeCommand } from './judge.ts';
import { probeCommand } from './probe/probe.ts';
import { scopeCommand } from './scope/scope.ts';
import { serveCommand } from './serve.ts';
import type { Terminal } from './terminal.ts';
import { tokenCommand } from './token/token.ts';
import { commandPath, usageWords } from './usage-words.ts';

const EXAMPLES = `
Examples:
  quhao serve                              the gateway alone, with a ready app
  quhao flow watch                         its logins live, in another terminal
  quhao fault add timeout --next           the next exchange gets no answer
  quhao conform                            judge the reference SDK on the virtual handset
  quhao conform --grep timeout             only the checks whose id holds "timeout"
  quhao conform --mutants                  prove that the checks can fail
  quhao conform --sdk my.aar               judge an SDK of your own (docs/any-sdk.md)
  quhao judge runs/latest                  judge the evidence of the last run again
  quhao handset start                      a virtual phone for adb, until Ctrl-C
  quhao explain 103101                     what a result code means and what raises it`;

/** The whole command line. A command ends with an error that has the exit code, never by itself. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('quhao')
    .description('取号: a test bench for one-tap login SDKs: gateway simulator, conformance suite, virtual handset')
    .version(packageVersion())
    .addHelpText('after', `\n${exitCodesText()}\n${EXAMPLES}`)
    .option('--offline', 'download nothing: what the virtual handset lacks is an error (QUHAO_OFFLINE=1)')
    .helpCommand(false);
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
    .addHelpText('after', '\nExamples:\n  quhao help conform\n  quhao help handset start')
    .action((names: readonly string[]) => commandOf(program, names).outputHelp());
  const commands = [
    serveCommand(),
    initCommand(),
    flowCommand(terminal),
    journalCommand(terminal),
    faultCommand(terminal),
    tokenCommand(terminal),
    scopeCommand(terminal),
    clockCommand(terminal),
    conformCommand(),
    judgeCommand(),
    explainCommand(),
    probeCommand(),
    handsetCommand(),
    devicesCommand(terminal),
    deviceCommand(terminal),
    doctorCommand(terminal),
    completionCommand(terminal),
  ];
  for (const command of commands) {
    program.addCommand(command);
  }
  throwOnExit(program);
  return program;
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string };
  return version;
}

/** package.json stands above cli/ in the sources and above dist/cli/ in the build. */
function packageFile(): URL {
  const isBuilt = import.meta.url.endsWith('.js');
  return new URL(isBuilt ? '../../package.json' : '../package.json', import.meta.url);
}

/** The command that the names lead to. */
function commandOf(program: Command, names: readonly string[]): Command {
  return names.reduce((command, name) => {
    const next = command.commands.find((one) => one.name() === name);
    if (next === undefined) {
      throw new CliError(`there is no command ${names.join(' ')}: quhao --help shows what there is`, EXIT_USAGE);
    }
    return next;
  }, program);
}

/** Commander passes this on to a command's own commands only where they are made after it. */
function throwOnExit(command: Command): void {
  command
    .exitOverride()
    .showHelpAfterError(`${commandPath(command)} --help shows ${command.commands.length > 0 ? 'what there is' : 'how'}.`)
    .configureOutput({ outputError: (text, write) => write(usageWords(text, command)) });
  command.commands.forEach(throwOnExit);
}
