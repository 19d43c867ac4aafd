import { posix } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { FileStat } from '../../files/file-stat.ts';
import type { FileTree } from '../../files/file-tree.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { HangupError, type ShellIo } from '../shell-io.ts';
import { collect, writeText } from '../text-io.ts';
import { evaluate } from './arithmetic.ts';
import type { BuiltinCall } from './builtin.ts';
import { BUILTINS } from './builtin-table.ts';
import { runCase, runFor, runIf, runList, runLoop, runPipeline } from './compound-commands.ts';
import { evaluateConditional } from './conditional.ts';
import { ExitSignal, LoopSignal, ReturnSignal } from './control-flow.ts';
import { expandPattern, expandWord, expandWords } from './expand.ts';
import { matchPaths } from './glob.ts';
import { type Job, type ShellProcesses, startJob } from './jobs.ts';
import type { ExpansionSource } from './parameters.ts';
import { parseCommandLine } from './parse.ts';
import { PushbackSource } from './pushback-source.ts';
import { openRedirections, type ResolvedRedirection } from './redirections.ts';
import type { CommandSet, Session } from './session.ts';
import { ShellState } from './shell-state.ts';
import { runSimple, type SimpleShell } from './simple-commands.ts';
import { type Command, type Redirection, ShellFailureError, type Word } from './syntax.ts';
import type { TestSubject } from './test-expression.ts';
import { Variables } from './variables.ts';

/** What all shells of a device share. */
export interface ShellContext {
  readonly files: FileTree;
  readonly commands: CommandSet;
  readonly processes: ShellProcesses;
  /** Aborts when the device shuts down. */
  readonly closing: AbortSignal;
}

/** Commands whose failure ends a shell under `set -e`. The parts of the others have ended it already. */
const FAILING_KINDS: ReadonlySet<Command['kind']> = new Set(['simple', 'pipeline', 'group', 'conditional', 'arithmetic']);

/** Runs parsed command lines. One interpreter is one shell process with its own variables, working folder and `$?`. */
export class Interpreter implements SimpleShell {
  readonly state: ShellState;
  readonly jobs: Job[] = [];
  readonly #context: ShellContext;
  /** Close the files that `exec` has opened. */
  readonly #openFiles: (() => Promise<void>)[] = [];
  #hasExited = false;

  constructor(context: ShellContext, state = new ShellState({ pid: context.processes.take() })) {
    this.#context = context;
    this.state = state;
  }

  /** True after `exit`. */
  get hasExited(): boolean {
    return this.#hasExited;
  }

  get environment(): ReadonlyMap<string, string> {
    return this.state.variables.exported();
  }

  get commands(): CommandSet {
    return this.#context.commands;
  }

  resolve(path: string): string {
    return posix.resolve(this.state.folder, path);
  }

  /** Runs a whole script and the command of `trap … EXIT`. */
  async runScript(script: string, io: ShellIo): Promise<number> {
    const own = { ...io, stdin: PushbackSource.of(io.stdin) };
    await this.interpret(script, own);
    const hasExited = this.#hasExited;
    const status = await this.finish(own);
    this.#hasExited ||= hasExited;
    return status;
  }

  /** Runs a whole line and resolves with its exit code. Errors are printed; `exit` ends the line. */
  async interpret(line: string, io: ShellIo): Promise<number> {
    try {
      await this.evaluateLine(line, io);
    } catch (error) {
      this.#hasExited = error instanceof ExitSignal;
      this.state.status = await this.#statusOf(error, io);
    }
    return this.state.status;
  }

  /** Runs the command of `trap … EXIT` and closes what `exec` has opened. */
  async finish(io: ShellIo): Promise<number> {
    const command = this.state.traps.get('EXIT');
    this.state.traps.delete('EXIT');
    if (command !== undefined && !io.signal.aborted) {
      const { status } = this.state;
      this.#hasExited = false;
      await this.interpret(command, io);
      this.state.status = this.#hasExited ? this.state.status : status;
    }
    for (const close of this.#openFiles.splice(0)) {
      await close();
    }
    return this.state.status;
  }

  /** Runs a line in this shell. Throws what `interpret` would print. */
  async evaluateLine(line: string, io: ShellIo): Promise<number> {
    this.state.status = await this.run(parseCommandLine(line), io);
    return this.state.status;
  }

  isCommand(name: string): boolean {
    return this.isBuiltin(name) || this.#context.commands.has(name);
  }

  isBuiltin(name: string): boolean {
    return Object.hasOwn(BUILTINS, name);
  }

  async runBuiltin(call: BuiltinCall): Promise<number> {
    return (await BUILTINS[call.name]?.(call)) ?? EXIT_CODES.notFound;
  }

  testSubject(io: ShellIo): TestSubject {
    return {
      stat: async (path, lastLink) => (path === '' ? null : await this.statOf(path, lastLink)),
      numbers: this.expansion(io),
      options: this.state.options,
    };
  }

  async runLine(line: string, io: ShellIo, args: readonly string[] = ['sh']): Promise<number> {
    const state = this.state.fresh(args, this.#context.processes.take());
    return await new Interpreter(this.#context, state).runScript(line, io);
  }

  async runWords(words: readonly string[], io: ShellIo): Promise<number> {
    const [name = '', ...args] = words;
    return this.#context.commands.has(name)
      ? await this.#context.commands.run({ name, args, io, session: this })
      : await this.#runFile(name, words, io);
  }

  withEnvironment(environment: ReadonlyMap<string, string>): Session {
    const { folder, pid } = this.state;
    return new Interpreter(this.#context, new ShellState({ variables: new Variables(environment), folder, pid }));
  }

  /** null when the path does not exist or cannot be reached. */
  async statOf(path: string, lastLink: 'follow' | 'keep' = 'follow'): Promise<FileStat | null> {
    return await this.#context.files.stat(this.resolve(path), lastLink).catch(() => null);
  }

  async readFile(path: string): Promise<string> {
    return await this.#context.files.readText(this.resolve(path));
  }

  async run(command: Command, io: ShellIo): Promise<number> {
    if (io.signal.aborted) {
      throw new HangupError();
    }
    const status = await this.#dispatch(command, io);
    this.state.status = status;
    const isNegated = command.kind === 'pipeline' && command.isNegated;
    if (status !== 0 && this.state.conditionDepth === 0 && FAILING_KINDS.has(command.kind) && !isNegated) {
      await this.#handleFailure(status, io);
    }
    return status;
  }

  async runAsCondition(command: Command, io: ShellIo): Promise<number> {
    this.state.conditionDepth += 1;
    try {
      return await this.run(command, io);
    } finally {
      this.state.conditionDepth -= 1;
    }
  }

  async runInChild(command: Command, io: ShellIo): Promise<number> {
    const child = new Interpreter(this.#context, this.state.copy());
    const own = { ...io };
    try {
      child.state.status = await child.run(command, own);
    } catch (error) {
      child.state.status = await child.#statusOf(error, own);
    }
    return await child.finish(own);
  }

  runInBackground(command: Command, io: ShellIo): void {
    const pid = this.#context.processes.take();
    const run = async (inner: ShellIo) => await this.runInChild(command, inner);
    this.jobs.push(startJob({ pid, closing: this.#context.closing, run }, io));
    this.state.lastJob = pid;
  }

  async runFunction(body: Command, args: readonly string[], io: ShellIo): Promise<number> {
    const outer = this.state.args;
    this.state.args = [outer[0] ?? '', ...args];
    this.state.enterFunction();
    try {
      return await this.run(body, io);
    } catch (error) {
      if (error instanceof ReturnSignal) {
        return error.status;
      }
      throw error;
    } finally {
      this.state.leaveFunction();
      this.state.args = outer;
    }
  }

  async expand(words: readonly Word[], io: ShellIo): Promise<readonly string[]> {
    return await expandWords(words, this.expansion(io));
  }

  async expandText(word: Word, io: ShellIo): Promise<string> {
    return await expandWord(word, this.expansion(io));
  }

  async expandPattern(word: Word, io: ShellIo): Promise<string> {
    return await expandPattern(word, this.expansion(io));
  }

  async printError(io: ShellIo, text: string): Promise<void> {
    await writeText(io.stderr, `${this.state.name}: ${text}\n`);
  }

  async runRedirected(
    redirections: readonly Redirection[],
    io: ShellIo,
    work: (inner: ShellIo) => Promise<number>,
  ): Promise<number> {
    if (redirections.length === 0) {
      return await work(io);
    }
    const opened = await this.#open(redirections, io);
    if (opened === null) {
      return EXIT_CODES.failure;
    }
    try {
      return await work(opened.io);
    } finally {
      await opened.close();
    }
  }

  /** Changes the descriptors of this shell for good, as `exec >FILE` does. The files stay open until the shell ends. */
  async redirectForGood(redirections: readonly Redirection[], io: ShellIo): Promise<number> {
    const opened = await this.#open(redirections, io);
    if (opened === null) {
      throw new ExitSignal(EXIT_CODES.failure);
    }
    Object.assign(io, opened.io);
    this.#openFiles.push(opened.close);
    return EXIT_CODES.ok;
  }

  expansion(io: ShellIo): ExpansionSource {
    const { state } = this;
    const isArguments = (name: string) => name === '@' || name === '*';
    return {
      variable: (name, index) => state.variable(name, index),
      get: (name, index) => state.variable(name, index),
      set: (name, value, index) => state.variables.set(name, value, index),
      all: (name) => (isArguments(name) ? state.args.slice(1) : state.variables.all(name)),
      keys: (name) => (isArguments(name) ? state.args.slice(1).map((_arg, place) => place + 1) : state.variables.keys(name)),
      refusesUnset: state.options.has('nounset'),
      globs: !state.options.has('noglob'),
      separators: state.separators,
      glob: async (pattern) => await matchPaths(this.#context.files, state.folder, pattern),
      substitute: async (body) => {
        const output = collect();
        state.substitutionStatus = await this.runInChild(contentOf(body), { ...io, stdout: output });
        state.status = state.substitutionStatus;
        return output.text().replaceAll('\0', '');
      },
    };
  }

  async #dispatch(command: Command, io: ShellIo): Promise<number> {
    switch (command.kind) {
      case 'simple':
        return await runSimple(this, command, io);
      case 'pipeline':
        return await runPipeline(this, command, io);
      case 'list':
        return await runList(this, command.items, io);
      case 'loop':
        return await runLoop(this, command, io);
      case 'for':
      case 'select':
        return await runFor(this, command, io);
      case 'if':
        return await runIf(this, command, io);
      case 'case':
        return await runCase(this, command, io);
      case 'function':
        this.state.functions.set(command.name, command.body);
        return EXIT_CODES.ok;
      case 'conditional':
        return (await evaluateConditional(this, command.expression, io)) ? EXIT_CODES.ok : EXIT_CODES.failure;
      case 'arithmetic':
        return evaluate(await this.expandText(command.expression, io), this.expansion(io)) === 0
          ? EXIT_CODES.failure
          : EXIT_CODES.ok;
      case 'group':
        return command.scope === 'own' ? await this.runInChild(command.body, io) : await this.run(command.body, io);
      case 'redirected':
        return await this.runRedirected(command.redirections, io, async (inner) => await this.run(command.body, inner));
    }
  }

  async #handleFailure(status: number, io: ShellIo): Promise<void> {
    const trap = this.state.traps.get('ERR');
    if (trap !== undefined) {
      this.state.traps.delete('ERR');
      await this.evaluateLine(trap, io);
      this.state.traps.set('ERR', trap);
      this.state.status = status;
    }
    if (this.state.options.has('errexit')) {
      throw new ExitSignal(status);
    }
  }

  async #open(redirections: readonly Redirection[], io: ShellIo) {
    const resolved: ResolvedRedirection[] = [];
    for (const redirection of redirections) {
      resolved.push({ redirection, target: await this.expandText(redirection.target, io) });
    }
    const opened = await openRedirections(resolved, {
      files: this.#context.files,
      io,
      resolve: (path) => this.resolve(path),
      keepsFiles: this.state.options.has('noclobber'),
    });
    if ('refusal' in opened) {
      await this.printError(io, opened.refusal);
      return null;
    }
    return opened;
  }

  /** A name that is no command: a script of the device, or an error as mksh prints it. */
  async #runFile(name: string, words: readonly string[], io: ShellIo): Promise<number> {
    const stat = name.includes('/') ? await this.statOf(name) : null;
    if (stat === null) {
      await this.printError(io, `${name}: inaccessible or not found`);
      return EXIT_CODES.notFound;
    }
    if (stat.kind === 'directory' || (stat.mode & 0o111) === 0) {
      await this.printError(io, `${name}: can't execute: ${stat.kind === 'directory' ? 'Is a directory' : 'Permission denied'}`);
      return EXIT_CODES.notExecutable;
    }
    const script = await this.readFile(name);
    if (script.startsWith('\x7fELF')) {
      await this.printError(io, `${name}: not executable: this handset runs no native code`);
      return EXIT_CODES.notExecutable;
    }
    return await this.runLine(script, io, words);
  }

  /** The exit code of a shell that was ended by what was thrown. */
  async #statusOf(error: unknown, io: ShellIo): Promise<number> {
    if (error instanceof ExitSignal || error instanceof ReturnSignal) {
      return error.status;
    }
    if (error instanceof LoopSignal) {
      return EXIT_CODES.ok;
    }
    if (error instanceof HangupError || io.signal.aborted) {
      return EXIT_CODES.hangup;
    }
    await this.printError(io, messageOf(error));
    return error instanceof ShellFailureError ? error.status : EXIT_CODES.failure;
  }
}

/** `$(<FILE)` is the content of the file. */
function contentOf(body: Command): Command {
  const only = body.kind === 'list' && body.items.length === 1 ? body.items[0]?.command : undefined;
  const isRead =
    only?.kind === 'simple' && only.words.length + only.assignments.length === 0 && only.redirections[0]?.kind === 'read';
  return isRead ? { ...only, words: [[{ kind: 'text', text: 'cat', isQuoted: true }]] } : body;
}
