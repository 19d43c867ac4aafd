import { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';
import { parsePort } from './parse-port.ts';
import { untilStopped } from './until-stopped.ts';

interface ScreenFlags {
  readonly port: number;
  readonly data: string;
  readonly json: boolean;
}

const EXAMPLES = `
Exit codes: 0 ended by Ctrl-C, or with the handset · 3 this machine (port) · 64 wrong usage

Examples:
  quhao handset screen                   the only handset that runs
  quhao handset screen desk --port 7000  the handset desk, at a port of your choice`;

/** `folder` adds the option --data, which all commands of handsets have. */
export function screenCommand(folder: (command: Command) => Command): Command {
  return folder(new Command('screen'))
    .description('a page that shows a running handset live and passes clicks, keys and radio switches on to it')
    .argument('[name]', 'name, as list shows it; the only one that runs when it is not given')
    .option('--port <port>', 'port of the page on 127.0.0.1 (0: any free one)', parsePort, 0)
    .option('--json', 'one JSON line instead of text', false)
    .addHelpText('after', EXAMPLES)
    .action(screen);
}

async function screen(name: string | undefined, { port, data, json }: ScreenFlags): Promise<void> {
  const { openScreenPage, runningHandsetPort } = await import('../handset/src/handset.ts');
  const open = async () => await openScreenPage({ adbPort: await runningHandsetPort(data, name ?? null), port });
  await using page = await open().catch((error: unknown) => {
    throw cliErrorOf(error, port);
  });
  console.log(json ? JSON.stringify({ url: page.url }) : `screen  ${page.url}\n\nCtrl-C ends it.`);
  const ended = page.ended.then(
    () => true,
    (error: unknown) => {
      throw cliErrorOf(error, port);
    },
  );
  if (await Promise.race([untilStopped().then(() => false), ended])) {
    console.error('the handset has ended');
  }
}

const USAGE: readonly unknown[] = ['NOT_RUNNING', 'SEVERAL_RUN'];

function cliErrorOf(error: unknown, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error)) {
    return error;
  }
  if (error.code === 'EADDRINUSE') {
    return new CliError(`port ${port} is taken: --port names another, 0 any free one`, EXIT_ENVIRONMENT);
  }
  return new CliError(error.message, USAGE.includes(error.code) ? EXIT_USAGE : EXIT_ENVIRONMENT);
}
