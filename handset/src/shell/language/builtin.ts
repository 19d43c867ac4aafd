import type { FileStat } from '../../files/file-stat.ts';
import type { ShellIo } from '../shell-io.ts';
import type { Job } from './jobs.ts';
import type { ExpansionSource } from './parameters.ts';
import type { CommandSet, Session } from './session.ts';
import type { ShellState } from './shell-state.ts';
import type { Command } from './syntax.ts';
import type { TestSubject } from './test-expression.ts';

/** The shell that a builtin reads and changes. */
export interface BuiltinShell extends Session {
  readonly state: ShellState;
  /** Background commands. */
  readonly jobs: Job[];
  readonly commands: CommandSet;
  evaluateLine(line: string, io: ShellIo): Promise<number>;
  runFunction(body: Command, args: readonly string[], io: ShellIo): Promise<number>;
  statOf(path: string, lastLink?: 'follow' | 'keep'): Promise<FileStat | null>;
  readFile(path: string): Promise<string>;
  expansion(io: ShellIo): ExpansionSource;
  testSubject(io: ShellIo): TestSubject;
  isBuiltin(name: string): boolean;
  runBuiltin(call: BuiltinCall): Promise<number>;
  /** Prints an error after the name of the shell. */
  printError(io: ShellIo, text: string): Promise<void>;
}

export interface BuiltinCall {
  readonly shell: BuiltinShell;
  readonly name: string;
  readonly args: readonly string[];
  readonly io: ShellIo;
}

/** Resolves with the exit code. Throws ShellFailureError with a message that is printed after the name of the shell. */
export type Builtin = (call: BuiltinCall) => Promise<number>;
