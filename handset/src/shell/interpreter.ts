import { posix } from 'node:path';
import type { ShellIo } from '../adbd/shell.ts';
import { HangupError } from '../adbd/stream-sink.ts';
import type { FileStat } from '../files/file-stat.ts';
import { builtins } from './builtins.ts';
import { type Call, type CommandRow, exitCodes, type Session } from './command.ts';
import { type Evaluator, runFor, runIf, runList, runLoop, runPipeline } from './compound-commands.ts';
import { ExitSignal, isControlFlow } from './control-flow.ts';
import { type ExpansionSource, expandWord, expandWords } from './grammar/expand.ts';
import { matchPaths } from './grammar/glob.ts';
import { parseCommandLine } from './grammar/parse.ts';
import { type Command, type Redirection, type SimpleCommand, SyntaxFault, type Word } from './grammar/syntax.ts';
import { UsageFault } from './options.ts';
import { openRedirections } from './redirections.ts';
import { ShellState } from './shell-state.ts';
import type { System } from './system.ts';
import { collect, emptySource, writeText } from './text-io.ts';

/** Runs parsed command lines over the table of commands. One interpreter is one shell process: variables, working folder, `$?`. */
export class Interpreter implements Session, Evaluator {
  readonly state: ShellState;
  /** What `&` has started; each resolves when it is done. */
  readonly jobs: Promise<void>[] = [];
  /** After `exit`: a prompt ends then. */
  hasExited = false;
  private readonly system: System;
  private readonly commands: ReadonlyMap<string, CommandRow>;

  constructor(system: System, commands: ReadonlyMap<string, CommandRow>, state = new ShellState()) {
    this.system = system;
    this.commands = commands;
    this.state = state;
  }

  get environment(): ReadonlyMap<string, string> {
    return this.state.variables;
  }

  resolve(path: string): string {
    return posix.resolve(this.state.folder, path);
  }

  /** A whole line; syntax errors are printed, `exit` ends it. */
  async interpret(line: string, io: ShellIo): Promise<number> {
    try {
      this.state.status = await this.run(parseCommandLine(line), io);
    } catch (signal) {
      this.hasExited = signal instanceof ExitSignal;
      this.state.status = await statusOf(signal, io);
    }
    return this.state.status;
  }

  isCommand(name: string): boolean {
    return Object.hasOwn(builtins, name) || this.findCommand(name) !== null;
  }

  async runLine(line: string, io: ShellIo, args: readonly string[] = []): Promise<number> {
    return await this.child(args).interpret(line, io);
  }

  async runWords(words: readonly string[], io: ShellIo): Promise<number> {
    const [name = '', ...args] = words;
    const row = this.findCommand(name);
    if (row === null) {
      await writeText(io.stderr, `/system/bin/sh: ${name}: inaccessible or not found on this handset\n`);
      return exitCodes.notFound;
    }
    return await this.runRow(row, { name, args, io });
  }

  /** null where nothing is or nothing can be seen. */
  async statOf(path: string): Promise<FileStat | null> {
    return await this.system.files.stat(path).catch(() => null);
  }

  findCommand(name: string): CommandRow | null {
    const plain = name.startsWith('/system/bin/') ? posix.basename(name) : name;
    return this.commands.get(plain) ?? null;
  }

  async run(command: Command, io: ShellIo): Promise<number> {
    if (io.signal.aborted) {
      throw new HangupError();
    }
    switch (command.kind) {
      case 'simple':
        return await this.runSimple(command, io);
      case 'pipeline':
        return await runPipeline(this, command, io);
      case 'list':
        return await runList(this, command.items, io);
      case 'loop':
        return await runLoop(this, command, io);
      case 'for':
        return await runFor(this, command, io);
      case 'if':
        return await runIf(this, command.branches, command.otherwise, io);
      case 'group':
        return command.scope === 'own' ? await this.runInChild(command.body, io) : await this.run(command.body, io);
      case 'redirected':
        return await this.runRedirected(command.redirections, io, async (inner) => await this.run(command.body, inner));
    }
  }

  async runInChild(command: Command, io: ShellIo): Promise<number> {
    const child = this.child(this.state.args);
    try {
      return await child.run(command, io);
    } catch (signal) {
      return await statusOf(signal, io);
    }
  }

  runInBackground(command: Command, io: ShellIo): void {
    const running = this.child(this.state.args).runInChild(command, { ...io, stdin: emptySource, signal: this.system.closing });
    // It outlives the shell that started it, and then has nobody to tell its end to.
    this.jobs.push(
      running.then(
        () => undefined,
        () => undefined,
      ),
    );
  }

  async expand(words: readonly Word[], io: ShellIo): Promise<readonly string[]> {
    return await expandWords(words, this.expansion(io));
  }

  assign(name: string, value: string): void {
    this.state.variables.set(name, value);
  }

  remember(status: number): void {
    this.state.status = status;
  }

  private async runSimple(command: SimpleCommand, io: ShellIo): Promise<number> {
    const expansion = this.expansion(io);
    const words = await expandWords(command.words, expansion);
    const values = new Map<string, string>();
    for (const { name, value } of command.assignments) {
      values.set(name, await expandWord(value, expansion));
    }
    if (words.length === 0) {
      this.state.assign(values);
    }
    return await this.runRedirected(command.redirections, io, async (inner) => {
      if (words.length === 0) {
        // `A=$(command)` answers what the command answered.
        const isSubstituted = command.assignments.some(({ value }) => value.some((part) => part.kind === 'substitution'));
        return isSubstituted ? this.state.status : exitCodes.ok;
      }
      const session = values.size === 0 ? this : this.child(this.state.args);
      session.state.assign(values);
      return await session.runBuiltinOrCommand(words, inner);
    });
  }

  private async runBuiltinOrCommand(words: readonly string[], io: ShellIo): Promise<number> {
    const [name = '', ...args] = words;
    const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
    return builtin === undefined ? await this.runWords(words, io) : await builtin({ shell: this, args, io });
  }

  private async runRedirected(
    redirections: readonly Redirection[],
    io: ShellIo,
    work: (inner: ShellIo) => Promise<number>,
  ): Promise<number> {
    if (redirections.length === 0) {
      return await work(io);
    }
    const targets: { readonly redirection: Redirection; readonly target: string }[] = [];
    for (const redirection of redirections) {
      targets.push({ redirection, target: await expandWord(redirection.target, this.expansion(io)) });
    }
    const opened = await openRedirections(this.system.files, io, (path) => this.resolve(path), targets);
    if ('fault' in opened) {
      await writeText(io.stderr, `/system/bin/sh: ${opened.fault}\n`);
      return exitCodes.failure;
    }
    try {
      return await work(opened.io);
    } finally {
      await opened.close();
    }
  }

  private async runRow(
    row: CommandRow,
    given: { readonly name: string; readonly args: readonly string[]; readonly io: ShellIo },
  ): Promise<number> {
    const call: Call = {
      ...given,
      system: this.system,
      session: this,
      print: async (text) => await writeText(given.io.stdout, text),
      complain: async (text) => await writeText(given.io.stderr, text),
    };
    try {
      return await row.run(call);
    } catch (fault) {
      if (isControlFlow(fault) || given.io.signal.aborted) {
        throw fault;
      }
      await call.complain(`${given.name}: ${messageOf(fault)}\n`);
      return fault instanceof UsageFault ? fault.exitCode : exitCodes.failure;
    }
  }

  private child(args: readonly string[]): Interpreter {
    return new Interpreter(this.system, this.commands, this.state.copy(args));
  }

  private expansion(io: ShellIo): ExpansionSource {
    return {
      args: this.state.args.slice(1),
      variable: (name) => this.state.variable(name),
      glob: async (pattern) => await matchPaths(this.system.files, this.state.folder, pattern),
      substitute: async (body) => {
        const output = collect();
        this.state.status = await this.runInChild(body, { ...io, stdout: output });
        return output.text();
      },
    };
  }
}

/** What ended a shell, as its exit code. */
async function statusOf(signal: unknown, io: ShellIo): Promise<number> {
  if (signal instanceof ExitSignal) {
    return signal.status;
  }
  if (signal instanceof HangupError || io.signal.aborted) {
    return exitCodes.hangup;
  }
  await writeText(io.stderr, `/system/bin/sh: ${messageOf(signal)}\n`);
  return signal instanceof SyntaxFault ? exitCodes.syntax : exitCodes.failure;
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
