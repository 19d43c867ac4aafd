import type { FileStat } from '../../files/file-stat.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import type { ShellIo } from '../shell-io.ts';
import { writeText } from '../text-io.ts';
import { ExitSignal, LoopSignal } from './control-flow.ts';
import type { Session } from './session.ts';
import type { ShellState } from './shell-state.ts';

/** The shell that a builtin reads and changes. */
export interface BuiltinShell extends Session {
  readonly state: ShellState;
  /** Background commands. Each promise resolves when its command has ended. */
  readonly jobs: Promise<void>[];
  interpret(line: string, io: ShellIo): Promise<number>;
  statOf(path: string): Promise<FileStat | null>;
}

export interface BuiltinCall {
  readonly shell: BuiltinShell;
  readonly args: readonly string[];
  readonly io: ShellIo;
}

/** Commands that change the shell itself and therefore belong to the language. */
export const BUILTINS: Readonly<Record<string, (call: BuiltinCall) => Promise<number>>> = {
  ':': async () => EXIT_CODES.ok,
  break: async () => {
    throw new LoopSignal('leave');
  },
  cd: changeFolder,
  command: lookUp,
  continue: async () => {
    throw new LoopSignal('go-on');
  },
  eval: async ({ shell, args, io }) => await shell.interpret(args.join(' '), io),
  exec: runInstead,
  exit: async ({ shell, args }) => {
    throw new ExitSignal(args[0] === undefined ? shell.state.status : Number.parseInt(args[0], 10) & 0xff);
  },
  export: setVariables,
  pwd: async ({ shell, io }) => await printLine(io, shell.state.folder),
  unset: async ({ shell, args }) => {
    for (const name of args) {
      shell.state.variables.delete(name);
    }
    return EXIT_CODES.ok;
  },
  wait: async ({ shell }) => {
    await Promise.all(shell.jobs.splice(0));
    return EXIT_CODES.ok;
  },
};

async function printLine(io: ShellIo, text: string): Promise<number> {
  await writeText(io.stdout, `${text}\n`);
  return EXIT_CODES.ok;
}

async function changeFolder({ shell, args, io }: BuiltinCall): Promise<number> {
  const path = shell.resolve(args[0] ?? '/');
  if ((await shell.statOf(path))?.kind !== 'directory') {
    await writeText(io.stderr, `/system/bin/sh: cd: ${path}: No such file or directory\n`);
    return 2;
  }
  shell.state.folder = path;
  return EXIT_CODES.ok;
}

/** `command -v NAME` prints where a command is; `command NAME …` runs it. */
async function lookUp({ shell, args, io }: BuiltinCall): Promise<number> {
  if (args[0] !== '-v') {
    return await shell.runWords(args, io);
  }
  const name = args[1] ?? '';
  if (Object.hasOwn(BUILTINS, name)) {
    return await printLine(io, name);
  }
  return shell.isCommand(name) ? await printLine(io, `/system/bin/${name}`) : EXIT_CODES.failure;
}

async function runInstead({ shell, args, io }: BuiltinCall): Promise<number> {
  if (args.length === 0) {
    return EXIT_CODES.ok;
  }
  throw new ExitSignal(await shell.runWords(args, io));
}

async function setVariables({ shell, args }: BuiltinCall): Promise<number> {
  for (const assignment of args) {
    const equals = assignment.indexOf('=');
    if (equals > 0) {
      shell.state.variables.set(assignment.slice(0, equals), assignment.slice(equals + 1));
    }
  }
  return EXIT_CODES.ok;
}
