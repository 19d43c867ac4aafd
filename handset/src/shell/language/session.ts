import type { ShellIo } from '../shell-io.ts';

/** What a command may ask of the shell that runs it. */
export interface Session {
  readonly environment: ReadonlyMap<string, string>;
  /** Makes a path absolute. Relative paths start at the working folder. */
  resolve(path: string): string;
  isCommand(name: string): boolean;
  /** Runs a command line in a shell of its own (`sh -c`). `args` become its `$0 $1 …`. */
  runLine(line: string, io: ShellIo, args?: readonly string[]): Promise<number>;
  /** Runs one command that is given as words. */
  runWords(words: readonly string[], io: ShellIo): Promise<number>;
  /** The same session with other environment variables, as `env` makes it. */
  withEnvironment(environment: ReadonlyMap<string, string>): Session;
}

export interface CommandRequest {
  /** As it was typed; may be a path in `/system/bin`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly io: ShellIo;
  readonly session: Session;
}

/** The commands that a shell can run. The language knows them through this interface only. */
export interface CommandSet {
  has(name: string): boolean;
  /** Resolves with the exit code. Rejects only with control flow and after a hangup; every other error is printed. */
  run(request: CommandRequest): Promise<number>;
}
