import { EXIT_CODES } from '../exit-codes.ts';
import type { ShellIo, Source } from '../shell-io.ts';
import { EMPTY_SOURCE, writeText } from '../text-io.ts';
import { LoopSignal } from './control-flow.ts';
import { matchesPattern } from './patterns.ts';
import { Pipe } from './pipe.ts';
import { PushbackSource } from './pushback-source.ts';
import type { ShellState } from './shell-state.ts';
import type { Command, ListItem, Word } from './syntax.ts';

/** The shell that runs the parts of a compound command. */
export interface Evaluator {
  readonly state: ShellState;
  run(command: Command, io: ShellIo): Promise<number>;
  /** Runs a command whose failure does not end the shell under `set -e`. */
  runAsCondition(command: Command, io: ShellIo): Promise<number>;
  /** Runs a command in a child shell, which keeps variables, working folder and `exit` to itself. */
  runInChild(command: Command, io: ShellIo): Promise<number>;
  /** Starts a command and does not wait for it. */
  runInBackground(command: Command, io: ShellIo): void;
  expand(words: readonly Word[], io: ShellIo): Promise<readonly string[]>;
  expandText(word: Word, io: ShellIo): Promise<string>;
  expandPattern(word: Word, io: ShellIo): Promise<string>;
}

type CommandOf<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>;

export async function runList(shell: Evaluator, items: readonly ListItem[], io: ShellIo): Promise<number> {
  let status: number = EXIT_CODES.ok;
  let before: ListItem['end'] = ';';
  for (const { command, end } of items) {
    const isSkipped = (before === '&&' && status !== 0) || (before === '||' && status === 0);
    if (!isSkipped) {
      status = await runListItem(shell, { command, end }, io);
      shell.state.status = status;
    }
    before = end;
  }
  return status;
}

async function runListItem(shell: Evaluator, { command, end }: ListItem, io: ShellIo): Promise<number> {
  if (end === '&') {
    shell.runInBackground(command, io);
    return EXIT_CODES.ok;
  }
  return end === ';' ? await shell.run(command, io) : await shell.runAsCondition(command, io);
}

export async function runLoop(shell: Evaluator, loop: CommandOf<'loop'>, io: ShellIo): Promise<number> {
  let status: number = EXIT_CODES.ok;
  const continues = async () => ((await shell.runAsCondition(loop.condition, io)) === 0) === (loop.runs === 'while');
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

export async function runFor(shell: Evaluator, loop: CommandOf<'for' | 'select'>, io: ShellIo): Promise<number> {
  let status: number = EXIT_CODES.ok;
  const values = loop.words === null ? shell.state.args.slice(1) : await shell.expand(loop.words, io);
  if (loop.kind === 'select') {
    return await runSelect(shell, { loop, values }, io);
  }
  for (const value of values) {
    shell.state.variables.set(loop.variable, value);
    const turn = await runTurn(shell, loop.body, io);
    status = turn.status;
    if (turn.next === 'leave') {
      break;
    }
  }
  return status;
}

interface Menu {
  readonly loop: CommandOf<'for' | 'select'>;
  readonly values: readonly string[];
}

/** `select`: prints a menu, reads a choice, and runs the body until it breaks or stdin ends. */
async function runSelect(shell: Evaluator, { loop, values }: Menu, io: ShellIo): Promise<number> {
  const menu = values.map((value, place) => `${place + 1}) ${value}\n`).join('');
  const stdin = PushbackSource.of(io.stdin);
  let status: number = EXIT_CODES.ok;
  let printed = menu;
  for (;;) {
    await writeText(io.stderr, `${printed}${shell.state.variable('PS3') ?? '#? '}`);
    const { bytes, ended } = await stdin.readUntil();
    if (ended && bytes.length === 0) {
      return EXIT_CODES.failure;
    }
    const reply = bytes.toString('utf8').trim();
    printed = reply === '' ? menu : '';
    if (reply === '') {
      continue;
    }
    shell.state.variables.set('REPLY', reply);
    shell.state.variables.set(loop.variable, values[Number(reply) - 1] ?? '');
    const turn = await runTurn(shell, loop.body, { ...io, stdin });
    status = turn.status;
    if (turn.next === 'leave') {
      return status;
    }
  }
}

interface Turn {
  readonly status: number;
  readonly next: 'go-on' | 'leave';
}

async function runTurn(shell: Evaluator, body: Command, io: ShellIo): Promise<Turn> {
  shell.state.loopDepth += 1;
  try {
    return { status: await shell.run(body, io), next: 'go-on' };
  } catch (error) {
    if (!(error instanceof LoopSignal)) {
      throw error;
    }
    if (error.levels > 1 && shell.state.loopDepth > 1) {
      throw new LoopSignal(error.next, error.levels - 1);
    }
    return { status: EXIT_CODES.ok, next: error.next };
  } finally {
    shell.state.loopDepth -= 1;
  }
}

export async function runIf(shell: Evaluator, { branches, otherwise }: CommandOf<'if'>, io: ShellIo): Promise<number> {
  for (const branch of branches) {
    if ((await shell.runAsCondition(branch.condition, io)) === 0) {
      return await shell.run(branch.body, io);
    }
  }
  return otherwise === null ? EXIT_CODES.ok : await shell.run(otherwise, io);
}

export async function runCase(shell: Evaluator, { subject, clauses }: CommandOf<'case'>, io: ShellIo): Promise<number> {
  const text = await shell.expandText(subject, io);
  let status: number = EXIT_CODES.ok;
  let falls = false;
  for (const { patterns, body, end } of clauses) {
    if (!falls && !(await matchesAny(shell, { text, patterns }, io))) {
      continue;
    }
    status = await shell.run(body, io);
    if (end === ';;') {
      return status;
    }
    falls = end === ';&';
  }
  return status;
}

interface CaseMatch {
  readonly text: string;
  readonly patterns: readonly Word[];
}

async function matchesAny(shell: Evaluator, { text, patterns }: CaseMatch, io: ShellIo): Promise<boolean> {
  for (const pattern of patterns) {
    if (matchesPattern(text, await shell.expandPattern(pattern, io))) {
      return true;
    }
  }
  return false;
}

/** Each command runs in a child shell. The status is that of the last one; with pipefail, of the last one that failed. */
export async function runPipeline(shell: Evaluator, pipeline: CommandOf<'pipeline'>, io: ShellIo): Promise<number> {
  const { commands, isNegated } = pipeline;
  const [only] = commands;
  if (commands.length !== 1 || only === undefined) {
    const statuses = await runStages(shell, commands, io);
    const failed = statuses.findLast((status) => status !== 0);
    const status = (shell.state.options.has('pipefail') ? failed : statuses.at(-1)) ?? EXIT_CODES.ok;
    return isNegated ? negate(status) : status;
  }
  return isNegated ? negate(await shell.runAsCondition(only, io)) : await shell.run(only, io);
}

function negate(status: number): number {
  return status === 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
}

async function runStages(shell: Evaluator, commands: readonly Command[], io: ShellIo): Promise<readonly number[]> {
  const running: Promise<number>[] = [];
  let source: Source = io.stdin;
  let reads: Pipe | null = null;
  for (const [index, command] of commands.entries()) {
    const writes: Pipe | null = index === commands.length - 1 ? null : new Pipe();
    const stageIo = { ...io, stdin: source, stdout: writes ?? io.stdout };
    running.push(runStage(shell, { command, reads, writes }, stageIo));
    source = writes === null ? EMPTY_SOURCE : PushbackSource.of(writes);
    reads = writes;
  }
  return await Promise.all(running);
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
