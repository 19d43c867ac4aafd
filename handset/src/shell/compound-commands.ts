import type { ShellIo, Source } from '../adbd/shell.ts';
import { exitCodes } from './command.ts';
import { LoopSignal } from './control-flow.ts';
import type { Branch, Command, ListItem, Word } from './grammar/syntax.ts';
import { Pipe } from './pipe.ts';
import { emptySource } from './text-io.ts';

/** The shell that a compound command runs in. */
export interface Evaluator {
  run(command: Command, io: ShellIo): Promise<number>;
  /** In a shell of its own: variables, folder and `exit` stay inside. */
  runInChild(command: Command, io: ShellIo): Promise<number>;
  /** Starts it and goes on. */
  runInBackground(command: Command, io: ShellIo): void;
  expand(words: readonly Word[], io: ShellIo): Promise<readonly string[]>;
  assign(name: string, value: string): void;
  /** What `$?` says next. */
  remember(status: number): void;
}

export async function runList(shell: Evaluator, items: readonly ListItem[], io: ShellIo): Promise<number> {
  let status: number = exitCodes.ok;
  let before: ListItem['end'] = ';';
  for (const { command, end } of items) {
    const isSkipped = (before === '&&' && status !== 0) || (before === '||' && status === 0);
    if (!isSkipped) {
      status = await runListItem(shell, { command, end }, io);
      shell.remember(status);
    }
    before = end;
  }
  return status;
}

async function runListItem(shell: Evaluator, { command, end }: ListItem, io: ShellIo): Promise<number> {
  if (end !== '&') {
    return await shell.run(command, io);
  }
  shell.runInBackground(command, io);
  return exitCodes.ok;
}

export async function runLoop(shell: Evaluator, loop: Command & { readonly kind: 'loop' }, io: ShellIo): Promise<number> {
  let status: number = exitCodes.ok;
  const isWanted = async () => ((await shell.run(loop.condition, io)) === 0) === (loop.runs === 'while');
  while (await isWanted()) {
    const turn = await runTurn(shell, loop.body, io);
    status = turn.status;
    if (turn.next === 'leave') {
      break;
    }
    // A loop of commands that never wait must not keep the whole handset from its other work.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return status;
}

export async function runFor(shell: Evaluator, loop: Command & { readonly kind: 'for' }, io: ShellIo): Promise<number> {
  let status: number = exitCodes.ok;
  for (const value of await shell.expand(loop.words, io)) {
    shell.assign(loop.variable, value);
    const turn = await runTurn(shell, loop.body, io);
    status = turn.status;
    if (turn.next === 'leave') {
      break;
    }
  }
  return status;
}

interface Turn {
  readonly status: number;
  readonly next: 'go-on' | 'leave';
}

async function runTurn(shell: Evaluator, body: Command, io: ShellIo): Promise<Turn> {
  try {
    return { status: await shell.run(body, io), next: 'go-on' };
  } catch (signal) {
    if (signal instanceof LoopSignal) {
      return { status: exitCodes.ok, next: signal.next };
    }
    throw signal;
  }
}

export async function runIf(
  shell: Evaluator,
  branches: readonly Branch[],
  otherwise: Command | null,
  io: ShellIo,
): Promise<number> {
  for (const branch of branches) {
    if ((await shell.run(branch.condition, io)) === 0) {
      return await shell.run(branch.body, io);
    }
  }
  return otherwise === null ? exitCodes.ok : await shell.run(otherwise, io);
}

/** Each command is a shell of its own; the last one's status counts. */
export async function runPipeline(
  shell: Evaluator,
  pipeline: Command & { readonly kind: 'pipeline' },
  io: ShellIo,
): Promise<number> {
  const { commands, isNegated } = pipeline;
  const [only] = commands;
  const status = commands.length === 1 && only !== undefined ? await shell.run(only, io) : await runStages(shell, commands, io);
  if (!isNegated) {
    return status;
  }
  return status === 0 ? exitCodes.failure : exitCodes.ok;
}

async function runStages(shell: Evaluator, commands: readonly Command[], io: ShellIo): Promise<number> {
  const running: Promise<number>[] = [];
  let source: Source = io.stdin;
  let reads: Pipe | null = null;
  for (const [index, command] of commands.entries()) {
    const writes: Pipe | null = index === commands.length - 1 ? null : new Pipe();
    running.push(runStage(shell, command, { ...io, stdin: source, stdout: writes ?? io.stdout }, { reads, writes }));
    source = writes ?? emptySource;
    reads = writes;
  }
  return (await Promise.all(running)).at(-1) ?? exitCodes.ok;
}

interface StageEnds {
  readonly reads: Pipe | null;
  readonly writes: Pipe | null;
}

/** The neighbours hear when a command is done. */
async function runStage(shell: Evaluator, command: Command, io: ShellIo, ends: StageEnds): Promise<number> {
  try {
    return await shell.runInChild(command, io);
  } finally {
    ends.writes?.end();
    ends.reads?.abandon();
  }
}
