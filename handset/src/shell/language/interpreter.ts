import { posix } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { FileStat } from '../../files/file-stat.ts';
import type { FileTree } from '../../files/file-tree.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { HangupError, type ShellIo } from '../shell-io.ts';
import { collect, EMPTY_SOURCE, writeText } from '../text-io.ts';
import { BUILTINS, type BuiltinShell } from './builtins.ts';
import { type Evaluator, runFor, runIf, runList, runLoop, runPipeline } from './compound-commands.ts';
import { ExitSignal, LoopSignal } from './control-flow.ts';
import { type ExpansionSource, expandWord, expandWords } from './expand.ts';
import { matchPaths } from './glob.ts';
import { parseCommandLine } from './parse.ts';
import { openRedirections, type ResolvedRedirection } from './redirections.ts';
import type { CommandSet } from './session.ts';
import { ShellState } from './shell-state.ts';
import { type Command, type Redirection, ShellSyntaxError, type SimpleCommand, type Word } from './syntax.ts';

/** What all shells of a device share. */
export interface ShellContext {
  readonly files: FileTree;
  readonly commands: CommandSet;
  /** Aborts when the device shuts down. */
  readonly closing: AbortSignal;
}

/** Runs parsed command lines. One interpreter is one shell process with its own variables, working folder and `$?`. */
export class Interpreter implements BuiltinShell, Evaluator {
  readonly state: ShellState;
  readonly jobs: Promise<void>[] = [];
  readonly #context: ShellContext;
  #hasExited = false;

  constructor(context: ShellContext, state = new ShellState()) {
    this.#context = context;
    this.state = state;
  }

  /** True after `exit`. */
  get hasExited(): boolean {
    return this.#hasExited;
  }

  get environment(): ReadonlyMap<string, string> {
    return this.state.variables;
  }

  resolve(path: string): string {
    return posix.resolve(this.state.folder, path);
  }

  /** Runs a whole line and resolves with its exit code. Syntax errors are printed; `exit` ends the line. */
  async interpret(line: string, io: ShellIo): Promise<number> {
    try {
      this.state.status = await this.run(parseCommandLine(line), io);
    } catch (error) {
      this.#hasExited = error instanceof ExitSignal;
      this.state.status = await statusOf(error, io);
    }
    return this.state.status;
  }

  isCommand(name: string): boolean {
    return Object.hasOwn(BUILTINS, name) || this.#context.commands.has(name);
  }

  async runLine(line: string, io: ShellIo, args: readonly string[] = []): Promise<number> {
    return await this.#child(args).interpret(line, io);
  }

  async runWords(words: readonly string[], io: ShellIo): Promise<number> {
    const [name = '', ...args] = words;
    if (!this.#context.commands.has(name)) {
      await writeText(io.stderr, `/system/bin/sh: ${name}: inaccessible or not found on this handset\n`);
      return EXIT_CODES.notFound;
    }
    return await this.#context.commands.run({ name, args, io, session: this });
  }

  /** null when the path does not exist or cannot be reached. */
  async statOf(path: string): Promise<FileStat | null> {
    return await this.#context.files.stat(path).catch(() => null);
  }

  async run(command: Command, io: ShellIo): Promise<number> {
    if (io.signal.aborted) {
      throw new HangupError();
    }
    switch (command.kind) {
      case 'simple':
        return await this.#runSimple(command, io);
      case 'pipeline':
        return await runPipeline(this, command, io);
      case 'list':
        return await runList(this, command.items, io);
      case 'loop':
        return await runLoop(this, command, io);
      case 'for':
        return await runFor(this, command, io);
      case 'if':
        return await runIf(this, command, io);
      case 'group':
        return command.scope === 'own' ? await this.runInChild(command.body, io) : await this.run(command.body, io);
      case 'redirected':
        return await this.#runRedirected(command.redirections, io, async (inner) => await this.run(command.body, inner));
    }
  }

  async runInChild(command: Command, io: ShellIo): Promise<number> {
    const child = this.#child(this.state.args);
    try {
      return await child.run(command, io);
    } catch (error) {
      return await statusOf(error, io);
    }
  }

  runInBackground(command: Command, io: ShellIo): void {
    const child = this.#child(this.state.args);
    const running = child.runInChild(command, { ...io, stdin: EMPTY_SOURCE, signal: this.#context.closing });
    // A background command may outlive its shell, and then nothing is left that could use its result or report its error.
    this.jobs.push(
      running.then(
        () => undefined,
        () => undefined,
      ),
    );
  }

  async expand(words: readonly Word[], io: ShellIo): Promise<readonly string[]> {
    return await expandWords(words, this.#expansion(io));
  }

  assign(name: string, value: string): void {
    this.state.variables.set(name, value);
  }

  setStatus(status: number): void {
    this.state.status = status;
  }

  async #runSimple(command: SimpleCommand, io: ShellIo): Promise<number> {
    const expansion = this.#expansion(io);
    const words = await expandWords(command.words, expansion);
    const values = new Map<string, string>();
    for (const { name, value } of command.assignments) {
      values.set(name, await expandWord(value, expansion));
    }
    if (words.length === 0) {
      this.state.assign(values);
    }
    return await this.#runRedirected(command.redirections, io, async (inner) => {
      if (words.length === 0) {
        // The status of `A=$(command)` is the status of the command.
        const isSubstituted = command.assignments.some(({ value }) => value.some((part) => part.kind === 'substitution'));
        return isSubstituted ? this.state.status : EXIT_CODES.ok;
      }
      const shell = values.size === 0 ? this : this.#child(this.state.args);
      shell.state.assign(values);
      return await shell.#runBuiltinOrCommand(words, inner);
    });
  }

  async #runBuiltinOrCommand(words: readonly string[], io: ShellIo): Promise<number> {
    const [name = '', ...args] = words;
    const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
    return builtin === undefined ? await this.runWords(words, io) : await builtin({ shell: this, args, io });
  }

  async #runRedirected(
    redirections: readonly Redirection[],
    io: ShellIo,
    work: (inner: ShellIo) => Promise<number>,
  ): Promise<number> {
    if (redirections.length === 0) {
      return await work(io);
    }
    const resolved: ResolvedRedirection[] = [];
    for (const redirection of redirections) {
      resolved.push({ redirection, target: await expandWord(redirection.target, this.#expansion(io)) });
    }
    const opened = await openRedirections(resolved, {
      files: this.#context.files,
      io,
      resolve: (path) => this.resolve(path),
    });
    if ('refusal' in opened) {
      await writeText(io.stderr, `/system/bin/sh: ${opened.refusal}\n`);
      return EXIT_CODES.failure;
    }
    try {
      return await work(opened.io);
    } finally {
      await opened.close();
    }
  }

  #child(args: readonly string[]): Interpreter {
    return new Interpreter(this.#context, this.state.copy(args));
  }

  #expansion(io: ShellIo): ExpansionSource {
    return {
      args: this.state.args.slice(1),
      variable: (name) => this.state.variable(name),
      glob: async (pattern) => await matchPaths(this.#context.files, this.state.folder, pattern),
      substitute: async (body) => {
        const output = collect();
        this.state.status = await this.runInChild(body, { ...io, stdout: output });
        return output.text();
      },
    };
  }
}

/** The exit code of a shell that was ended by what was thrown. */
async function statusOf(error: unknown, io: ShellIo): Promise<number> {
  if (error instanceof ExitSignal) {
    return error.status;
  }
  if (error instanceof HangupError || io.signal.aborted) {
    return EXIT_CODES.hangup;
  }
  const text = error instanceof LoopSignal ? error.describeMisuse() : messageOf(error);
  await writeText(io.stderr, `/system/bin/sh: ${text}\n`);
  return error instanceof ShellSyntaxError ? EXIT_CODES.syntax : EXIT_CODES.failure;
}
