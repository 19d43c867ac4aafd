import { type Command, CommanderError } from 'commander';
import { createColors } from 'picocolors';
import type { Hand } from '../../conformance/src/by-hand.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_DEFECT, EXIT_USAGE } from '../exit-codes.ts';
import { buildProgram } from '../program.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Does what a person at a terminal is asked to do; absent: there is no terminal. */
  readonly hand?: Hand;
  /** Ends a command that follows something. */
  readonly signal?: AbortSignal;
  /** Called with each line of standard output. */
  readonly onLine?: (line: string) => void;
}

/** The tree of commands, for tests that only look at it. */
export function program(): Command {
  const nothing = (): void => undefined;
  return buildProgram({
    print: nothing,
    note: nothing,
    env: {},
    colours: createColors(false),
    columns: null,
    readInput: async () => '',
    hand: async () => null,
    exitWith: nothing,
    untilEnded: () => new AbortController().signal,
  });
}

/** Runs the command line in this process, with the same exit codes as the program; the server that it talks to is a real one. */
export async function runQuhao(
  args: readonly string[],
  { env = {}, input = '', hand, signal, onLine }: Running = {},
): Promise<Ended> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  let code = 0;
  const tree = buildProgram({
    print: (text) => {
      stdout.push(`${text}\n`);
      onLine?.(text);
    },
    note: (text) => void stderr.push(`${text}\n`),
    env,
    colours: createColors(false),
    columns: null,
    readInput: async () => input,
    hand: async () => hand ?? null,
    exitWith: (given) => {
      code = given;
    },
    untilEnded: () => signal ?? new AbortController().signal,
  });
  const writers = { writeOut: (text: string) => void stdout.push(text), writeErr: (text: string) => void stderr.push(text) };
  const redirect = (command: Command): void => {
    command.configureOutput(writers);
    command.commands.forEach(redirect);
  };
  redirect(tree);
  try {
    await tree.parseAsync(['node', 'quhao', ...args]);
  } catch (error) {
    code = exitCodeOf(error, stderr);
  }
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

function exitCodeOf(error: unknown, stderr: string[]): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : EXIT_USAGE;
  }
  stderr.push(`quhao: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return error instanceof CliError ? error.exitCode : EXIT_DEFECT;
}
