import type { ShellIo } from '../adbd/shell.ts';
import { exitCodes } from './command.ts';
import { ExitSignal, LoopSignal } from './control-flow.ts';
import type { Interpreter } from './interpreter.ts';
import { writeText } from './text-io.ts';

export interface BuiltinCall {
  readonly shell: Interpreter;
  readonly args: readonly string[];
  readonly io: ShellIo;
}

/** What changes the shell itself and can be no command of its own. */
export const builtins: Readonly<Record<string, (call: BuiltinCall) => Promise<number>>> = {
  ':': async () => exitCodes.ok,
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
  pwd: async ({ shell, io }) => await printed(io, `${shell.state.folder}\n`),
  unset: async ({ shell, args }) => {
    for (const name of args) {
      shell.state.variables.delete(name);
    }
    return exitCodes.ok;
  },
  wait: async ({ shell }) => {
    await Promise.all(shell.jobs.splice(0));
    return exitCodes.ok;
  },
};

async function printed(io: ShellIo, text: string): Promise<number> {
  await writeText(io.stdout, text);
  return exitCodes.ok;
}

async function changeFolder({ shell, args, io }: BuiltinCall): Promise<number> {
  const path = shell.resolve(args[0] ?? '/');
  if ((await shell.statOf(path))?.kind !== 'directory') {
    await writeText(io.stderr, `/system/bin/sh: cd: ${path}: No such file or directory\n`);
    return 2;
  }
  shell.state.folder = path;
  return exitCodes.ok;
}

/** `command -v NAME`, or the command itself. */
async function lookUp({ shell, args, io }: BuiltinCall): Promise<number> {
  if (args[0] !== '-v') {
    return await shell.runWords(args, io);
  }
  const name = args[1] ?? '';
  if (Object.hasOwn(builtins, name)) {
    return await printed(io, `${name}\n`);
  }
  return shell.findCommand(name) === null ? exitCodes.failure : await printed(io, `/system/bin/${name}\n`);
}

async function runInstead({ shell, args, io }: BuiltinCall): Promise<number> {
  if (args.length === 0) {
    return exitCodes.ok;
  }
  throw new ExitSignal(await shell.runWords(args, io));
}

async function setVariables({ shell, args }: BuiltinCall): Promise<number> {
  for (const each of args) {
    const equals = each.indexOf('=');
    if (equals > 0) {
      shell.state.variables.set(each.slice(0, equals), each.slice(equals + 1));
    }
  }
  return exitCodes.ok;
}
