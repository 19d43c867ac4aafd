import { FileError } from '../../files/file-error.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import type { BuiltinCall } from './builtin.ts';
import { ExitSignal, LoopSignal, ReturnSignal } from './control-flow.ts';
import { ShellFailureError } from './syntax.ts';

export async function breakLoop(call: BuiltinCall): Promise<number> {
  return await leaveLoop(call, 'leave');
}

export async function continueLoop(call: BuiltinCall): Promise<number> {
  return await leaveLoop(call, 'go-on');
}

async function leaveLoop({ shell, name, args, io }: BuiltinCall, next: LoopSignal['next']): Promise<number> {
  if (shell.state.loopDepth === 0) {
    await shell.printError(io, `${name}: can't ${name}`);
    return EXIT_CODES.ok;
  }
  const levels = args[0] === undefined ? 1 : requireNumber(name, args[0]);
  throw new LoopSignal(next, levels);
}

export async function exitShell({ shell, name, args }: BuiltinCall): Promise<number> {
  throw new ExitSignal(args[0] === undefined ? shell.state.status : requireNumber(name, args[0]) & 0xff);
}

export async function returnFromFunction({ shell, name, args }: BuiltinCall): Promise<number> {
  throw new ReturnSignal(args[0] === undefined ? shell.state.status : requireNumber(name, args[0]) & 0xff);
}

export async function evalWords({ shell, args, io }: BuiltinCall): Promise<number> {
  return await shell.evaluateLine(args.join(' '), io);
}

/** Without words, `exec` only redirects; runSimple does that. */
export async function execWords({ shell, args, io }: BuiltinCall): Promise<number> {
  const words = args[0] === '-a' ? args.slice(2) : args;
  throw new ExitSignal(await shell.runWords(words, io));
}

/** `. FILE [ARGS…]` */
export async function sourceFile({ shell, name, args, io }: BuiltinCall): Promise<number> {
  const [path, ...rest] = args;
  if (path === undefined) {
    throw new ShellFailureError(`${name}: missing argument`);
  }
  const { state } = shell;
  const outer = state.args;
  try {
    const script = await shell.readFile(path);
    state.args = rest.length > 0 ? [outer[0] ?? '', ...rest] : outer;
    return await shell.evaluateLine(script, io);
  } catch (error) {
    if (error instanceof ReturnSignal) {
      return error.status;
    }
    throw error instanceof FileError ? new ShellFailureError(`${name}: ${path}: ${error.message}`) : error;
  } finally {
    state.args = outer;
  }
}

function requireNumber(name: string, word: string): number {
  if (!/^[-+]?\d+$/.test(word)) {
    throw new ShellFailureError(`${name}: bad number: ${word}`);
  }
  return Number(word);
}
