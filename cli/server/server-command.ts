import { Command, Option } from 'commander';
import { connectSimulator, type RemoteSimulator } from '../../simulator/src/client/client.ts';
import { ControlError } from '../../simulator/src/client/control-error.ts';
import type { RemoteScope } from '../../simulator/src/client/remote-scope.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_DEFECT, EXIT_ENVIRONMENT, EXIT_USAGE } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { findServer, type PlaceFlags, type ServerPlace } from './find-server.ts';
import { pointerWords } from './pointer-words.ts';

/** The flags of every command that talks to a running server. */
export interface ServerFlags extends PlaceFlags {
  readonly scope: string;
  readonly json: boolean;
  /** A document that the user wrote: what is refused in it is named by its pointer. */
  readonly rule?: string;
}

/** A running server, and the scope that the command is about. */
export interface FoundServer {
  readonly place: ServerPlace;
  readonly remote: RemoteSimulator;
  readonly scope: RemoteScope;
}

export interface CommandText {
  readonly name: string;
  readonly description: string;
  /** At least two, without the word `quhao`. */
  readonly examples: readonly [string, string, ...string[]];
}

/** A command with examples in its help and the flags that lead to a server. */
export function serverCommand({ name, description, examples }: CommandText): Command {
  return new Command(name)
    .description(description)
    .addOption(new Option('--scope <id>', 'the scope of the simulator').default('default'))
    .option('--json', 'JSON instead of text', false)
    .option('--url <url>', "the server's control API (else QUHAO_URL, else the one that runs here)")
    .option('--token-file <file>', 'its control token, - for standard input (else QUHAO_TOKEN, else that of the data folder)')
    .option('--data <folder>', 'the data folder of the server (default ~/.local/share/quhao/simulator)')
    .addHelpText('after', examplesText(examples));
}

export function examplesText(examples: readonly string[]): string {
  return ['', 'Examples:', ...examples.map((line) => `  quhao ${line}`)].join('\n');
}

/** Finds the server and uses it. What it refuses is wrong usage; where it does not answer, the environment is at fault. */
export async function withServer<T>(
  flags: ServerFlags,
  terminal: Terminal,
  use: (server: FoundServer) => Promise<T>,
): Promise<T> {
  const place = await findServer(flags, terminal);
  const remote = connectSimulator(place);
  try {
    return await use({ place, remote, scope: remote.scope(flags.scope) });
  } catch (error) {
    throw cliErrorOf(error, place, flags);
  }
}

function cliErrorOf(error: unknown, { url }: ServerPlace, { rule }: ServerFlags): unknown {
  if (error instanceof ControlError) {
    if (error.status === 401) {
      return new CliError(
        `${url} refuses the control token. It is in the file control-token of the server's data folder: --data FOLDER, --token-file FILE or QUHAO_TOKEN`,
        EXIT_USAGE,
      );
    }
    // The request and the status stand before what the server says.
    const said = error.message.replace(/^[A-Z]+ \S+: \d{3} [\w-]+, /, '');
    return new CliError(rule === undefined ? pointerWords(said) : said, error.status >= 500 ? EXIT_DEFECT : EXIT_USAGE);
  }
  if (error instanceof TypeError && (error.message === 'fetch failed' || error.message === 'terminated')) {
    const { code, message: why = error.message } = Object(error.cause) as { readonly code?: string; readonly message?: string };
    return new CliError(
      `${url} does not answer (${code ?? why}). Is quhao serve running? Start one: quhao serve`,
      EXIT_ENVIRONMENT,
    );
  }
  return error;
}
