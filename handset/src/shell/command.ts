import type { ShellIo } from '../adbd/shell.ts';
import type { System } from './system.ts';

/** A row of the table of commands. */
export interface CommandRow {
  readonly name: string;
  /** Answers the exit code. What it throws is printed behind the command's name: exit code 1, or the UsageFault's own. */
  readonly run: (call: Call) => Promise<number>;
}

/** One call of a command: what it was given, where it reads and writes. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly io: ShellIo;
  readonly system: System;
  readonly session: Session;
  print(text: string): Promise<void>;
  /** To stderr. */
  complain(text: string): Promise<void>;
}

/** The shell around a command. */
export interface Session {
  readonly environment: ReadonlyMap<string, string>;
  /** A path as the command meant it: relative ones start at the working folder. */
  resolve(path: string): string;
  isCommand(name: string): boolean;
  /** Another command line in a shell of its own (`sh -c`, `nohup`); `args` are its `$0 $1 …`. */
  runLine(line: string, io: ShellIo, args?: readonly string[]): Promise<number>;
  /** One command of the table, given as words. */
  runWords(words: readonly string[], io: ShellIo): Promise<number>;
}

/** The same command for other words, as `cmd package` calls `pm`. */
export function withWords(call: Call, name: string, args: readonly string[]): Call {
  return { ...call, name, args };
}

export const exitCodes = {
  ok: 0,
  failure: 1,
  syntax: 2,
  /** Wrong usage of a command of our own (sysexits EX_USAGE). */
  usage: 64,
  notFound: 127,
  hangup: 129,
  interrupted: 130,
} as const;
