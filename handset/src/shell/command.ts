import type { Session } from './language/session.ts';
import type { ShellIo } from './shell-io.ts';
import type { System } from './system.ts';

/** A row of the command table. */
export interface CommandRow {
  readonly name: string;
  /** Resolves with the exit code. An error is printed after the command's name; the exit code is then 1, or the UsageError's own. */
  readonly run: (call: Call) => Promise<number>;
}

/** One call of a command: its arguments, where it reads and writes, and what it acts on. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly io: ShellIo;
  readonly system: System;
  readonly session: Session;
  /** Writes to stdout. */
  print(text: string): Promise<void>;
  /** Writes to stderr. */
  printError(text: string): Promise<void>;
}

/** The same call with another name and other arguments, as `cmd package` calls `pm`. */
export function withArguments(call: Call, name: string, args: readonly string[]): Call {
  return { ...call, name, args };
}
