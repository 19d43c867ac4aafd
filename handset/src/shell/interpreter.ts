import { posix } from 'node:path';
import type { ShellIo, Sink, Source } from '../adbd/shell.ts';
import { HangupError } from '../adbd/stream-sink.ts';
import { HandsetError } from '../device.ts';
import { FileError } from '../files/file-error.ts';
import type { FileStat } from '../files/file-stat.ts';
import { builtins } from './builtins.ts';
import { type Call, type CommandRow, exitCodes, type Session } from './command.ts';
import { ExitSignal, LoopSignal } from './control-flow.ts';
import { type ExpansionSource, expandWord, expandWords } from './grammar/expand.ts';
import { matchPaths } from './grammar/glob.ts';
import { parseCommandLine } from './grammar/parse.ts';
import { type Command, type ListItem, type Redirection, type SimpleCommand, SyntaxFault } from './grammar/syntax.ts';
import { UsageFault } from './options.ts';
import { Pipe } from './pipe.ts';
import { openRedirections } from './redirections.ts';
import { ShellState } from './shell-state.ts';
import type { System } from './system.ts';
import { collect, emptySource, writeText } from './text-io.ts';

/** Runs parsed command lines over the table of commands. One interpreter is one shell process: variables, working folder, `$?`. */
export class Interpreter implements Session {
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
      this.state.status = await this.statusOf(signal, io);
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

  private async run(command: Command, io: ShellIo): Promise<number> {
    if (io.signal.aborted) {
      throw new HangupError();
    }
    switch (command.kind) {
      case 'simple':
        return await this.runSimple(command, io);
      case 'pipeline':
        return await this.runPipeline(command.commands, command.isNegated, io);
      case 'list':
        return await this.runList(command.items, io);
      case 'loop':
        return await this.runLoop(command, io);
      case 'for':
        return await this.runFor(command, io);
      case 'if':
        return await this.runIf(command, io);
      case 'group':
        return command.scope === 'own' ? await this.runInChild(command.body, io) : await this.run(command.body, io);
      case 'redirected':
        return await this.runRedirected(command.redirections, io, async (inner) => await this.run(command.body, inner));
    }
  }

  private async runList(items: readonly ListItem[], io: ShellIo): Promise<number> {
    let status = exitCodes.ok as number;
    let before: ListItem['end'] = ';';
    for (const { command, end } of items) {
      const isSkipped = (before === '&&' && status !== 0) || (before === '||' && status === 0);
      if (!isSkipped) {
        status = end === '&' ? this.runInBackground(command, io) : await this.run(command, io);
        this.state.status = status;
      }
      before = end;
    }
    return status;
  }

  private async runLoop(loop: Command & { readonly kind: 'loop' }, io: ShellIo): Promise<number> {
    let status = exitCodes.ok as number;
    const isWanted = async () => ((await this.run(loop.condition, io)) === 0) === (loop.runs === 'while');
    while (await isWanted()) {
      const turn = await this.runTurn(loop.body, io);
      status = turn.status;
      if (turn.next === 'leave') {
        break;
      }
      // A loop of commands that never wait must not keep the whole handset from its other work.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return status;
  }

  private async runFor(loop: Command & { readonly kind: 'for' }, io: ShellIo): Promise<number> {
    let status = exitCodes.ok as number;
    for (const value of await expandWords(loop.words, this.expansion(io))) {
      this.state.variables.set(loop.variable, value);
      const turn = await this.runTurn(loop.body, io);
      status = turn.status;
      if (turn.next === 'leave') {
        break;
      }
    }
    return status;
  }

  private async runTurn(body: Command, io: ShellIo): Promise<{ readonly status: number; readonly next: 'go-on' | 'leave' }> {
    try {
      return { status: await this.run(body, io), next: 'go-on' };
    } catch (signal) {
      if (signal instanceof LoopSignal) {
        return { status: exitCodes.ok, next: signal.next };
      }
      throw signal;
    }
  }

  private async runIf(command: Command & { readonly kind: 'if' }, io: ShellIo): Promise<number> {
    for (const branch of command.branches) {
      if ((await this.run(branch.condition, io)) === 0) {
        return await this.run(branch.body, io);
      }
    }
    return command.otherwise === null ? exitCodes.ok : await this.run(command.otherwise, io);
  }

  private async runPipeline(commands: readonly Command[], isNegated: boolean, io: ShellIo): Promise<number> {
    const running: Promise<number>[] = [];
    let source: Source = io.stdin;
    let reading: Pipe | null = null;
    for (const [index, command] of commands.entries()) {
      const isLast = index === commands.length - 1;
      const pipe = isLast ? null : new Pipe();
      const sink: Sink = pipe ?? io.stdout;
      running.push(
        this.runStage(
          command,
          { ...io, stdin: source, stdout: sink },
          { reads: reading, writes: pipe, isAlone: commands.length === 1 },
        ),
      );
      source = pipe ?? emptySource;
      reading = pipe;
    }
    const status = (await Promise.all(running)).at(-1) ?? exitCodes.ok;
    if (!isNegated) {
      return status;
    }
    return status === 0 ? exitCodes.failure : exitCodes.ok;
  }

  /** One command of a pipeline: a shell of its own; its neighbours hear when it is done. */
  private async runStage(command: Command, io: ShellIo, ends: StageEnds): Promise<number> {
    try {
      return ends.isAlone ? await this.run(command, io) : await this.runInChild(command, io);
    } finally {
      ends.writes?.end();
      ends.reads?.abandon();
    }
  }

  private async runInChild(command: Command, io: ShellIo): Promise<number> {
    const child = this.child(this.state.args);
    try {
      return await child.run(command, io);
    } catch (signal) {
      return await this.statusOf(signal, io);
    }
  }

  private runInBackground(command: Command, io: ShellIo): number {
    const child = this.child(this.state.args);
    const running = child.runInChild(command, { ...io, stdin: emptySource, signal: this.system.closing });
    // It outlives the shell that started it, and then has nobody to tell its end to.
    this.jobs.push(
      running.then(
        () => undefined,
        () => undefined,
      ),
    );
    return exitCodes.ok;
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
        return exitCodes.ok;
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
    } catch (error) {
      if (error instanceof UsageFault) {
        await call.complain(`${given.name}: ${error.message}\n`);
        return error.exitCode;
      }
      if (error instanceof FileError || error instanceof HandsetError) {
        await call.complain(`${given.name}: ${error.message}\n`);
        return exitCodes.failure;
      }
      throw error;
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

  private async statusOf(signal: unknown, io: ShellIo): Promise<number> {
    if (signal instanceof ExitSignal) {
      this.hasExited = true;
      return signal.status;
    }
    if (signal instanceof HangupError || io.signal.aborted) {
      return exitCodes.hangup;
    }
    const message = signal instanceof Error ? signal.message : String(signal);
    await writeText(io.stderr, `/system/bin/sh: ${message}\n`);
    return signal instanceof SyntaxFault ? 2 : exitCodes.failure;
  }
}

interface StageEnds {
  readonly reads: Pipe | null;
  readonly writes: Pipe | null;
  readonly isAlone: boolean;
}
