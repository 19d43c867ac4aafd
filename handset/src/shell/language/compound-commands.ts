import { EXIT_CODES } from '../exit-codes.ts';
import type { ShellIo, Source } from '../shell-io.ts';
import { EMPTY_SOURCE } from '../text-io.ts';
import { LoopSignal } from './control-flow.ts';
import { Pipe } from './pipe.ts';
import type { Command, ListItem, Word } from './syntax.ts';

/** The shell that runs the parts of a compound command. */
export interface Evaluator {
  run(command: Command, io: ShellIo): Promise<number>;
  /** Runs a command in a child shell, which keeps variables, working folder and `exit` to itself. */
  runInChild(command: Command, io: ShellIo): Promise<number>;
  /** Starts a command and does not wait for it. */
  runInBackground(command: Command, io: ShellIo): void;
  expand(words: readonly Word[], io: ShellIo): Promise<readonly string[]>;
  assign(name: string, value: string): void;
  /** Sets `$?`. */
  setStatus(status: number): void;
}

type CommandOf<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>;

export async function runList(shell: Evaluator, items: readonly ListItem[], io: ShellIo): Promise<number> {
  let status: number = EXIT_CODES.ok;
  let before: ListItem['end'] = ';';
  for (const { command, end } of items) {
    const isSkipped = (before === '&&' && status !== 0) || (before === '||' && status === 0);
    if (!isSkipped) {
      status = await runListItem(shell, { command, end }, io);
      shell.setStatus(status);
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
  return EXIT_CODES.ok;
}

export async function runLoop(shell: Evaluator, loop: CommandOf<'loop'>, io: ShellIo): Promise<number> {
  let status: number = EXIT_CODES.ok;
  const continues = async () => ((await shell.run(loop.condition, io)) === 0) === (loop.runs === 'while');
  while (await continues()) {
    const turn = await runTurn(shell, loop.body, io);
    status = turn.status;
    if (turn.next === 'leave') {
      break;
    }
    // Yields to the event loop: a loop whose commands never wait must not block the other work of the handset.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return status;
}

export async function runFor(shell: Evaluator, loop: CommandOf<'for'>, io: ShellIo): Promise<number> {
  let status: number = EXIT_CODES.ok;
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
  } catch (error) {
    if (error instanceof LoopSignal) {
      return { status: EXIT_CODES.ok, next: error.next };
    }
    throw error;
  }
}

export async function runIf(shell: Evaluator, { branches, otherwise }: CommandOf<'if'>, io: ShellIo): Promise<number> {
  for (const branch of branches) {
    if ((await shell.run(branch.condition, io)) === 0) {
      return await shell.run(branch.body, io);
    }
  }
  return otherwise === null ? EXIT_CODES.ok : await shell.run(otherwise, io);
}

/** Each command runs in a child shell. The status is that of the last one. */
export async function runPipeline(shell: Evaluator, pipeline: CommandOf<'pipeline'>, io: ShellIo): Promise<number> {
  const { commands, isNegated } = pipeline;
  const [only] = commands;
  const status = commands.length === 1 && only !== undefined ? await shell.run(only, io) : await runStages(shell, commands, io);
  if (!isNegated) {
    return status;
  }
  return status === 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
}

async function runStages(shell: Evaluator, commands: readonly Command[], io: ShellIo): Promise<number> {
  const running: Promise<number>[] = [];
  let source: Source = io.stdin;
  let reads: Pipe | null = null;
  for (const [index, command] of commands.entries()) {
    const writes: Pipe | null = index === commands.length - 1 ? null : new Pipe();
    const stageIo = { ...io, stdin: source, stdout: writes ?? io.stdout };
    running.push(runStage(shell, { command, reads, writes }, stageIo));
    source = writes ?? EMPTY_SOURCE;
    reads = writes;
  }
  return (await Promise.all(running)).at(-1) ?? EXIT_CODES.ok;
}

interface Stage {
  readonly command: Command;
  /** The pipe to the command before; null for the first. */
  readonly reads: Pipe | null;
  /** The pipe to the next command; null for the last. */
  readonly writes: Pipe | null;
}

/** Runs one command of a pipeline and closes its ends of the pipes, so that its neighbours see that it has ended. */
async function runStage(shell: Evaluator, { command, reads, writes }: Stage, io: ShellIo): Promise<number> {
  try {
    return await shell.runInChild(command, io);
  } finally {
    writes?.end();
    reads?.abandon();
  }
}
