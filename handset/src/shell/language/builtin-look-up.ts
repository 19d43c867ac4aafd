import { EXIT_CODES } from '../exit-codes.ts';
import { writeText } from '../text-io.ts';
import type { BuiltinCall, BuiltinShell } from './builtin.ts';

const RESERVED: ReadonlySet<string> = new Set([
  ...['!', '[[', '{', '}', 'case', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'function', 'if', 'in', 'select', 'then'],
  ...['until', 'while'],
]);

interface Meaning {
  readonly kind: 'a reserved word' | 'a function' | 'a shell builtin' | 'a file';
  /** What `command -v` prints. */
  readonly name: string;
}

/** `command -v NAME` prints where a command is, `command NAME …` runs it without looking at functions. */
export async function lookUp(call: BuiltinCall): Promise<number> {
  const { shell, args, io } = call;
  const [first = '', ...names] = args[0] === '-p' ? args.slice(1) : args;
  if (first === '-V') {
    return await printTypes({ ...call, args: names });
  }
  if (first === '-v') {
    return await whence({ ...call, args: names });
  }
  const words = [first, ...names];
  const run = builtinOf(shell, first);
  return run === null ? await shell.runWords(words, io) : await run(call, words);
}

/** `whence NAME…` */
export async function whence(call: BuiltinCall): Promise<number> {
  if (call.args[0] === '-v') {
    return await printTypes({ ...call, args: call.args.slice(1) });
  }
  let status: number = EXIT_CODES.ok;
  for (const name of call.args.filter((word) => !/^-[pq]$/.test(word))) {
    const meaning = await meaningOf(call.shell, name);
    await writeText(call.io.stdout, meaning === null ? '' : `${meaning.name}\n`);
    status = meaning === null ? EXIT_CODES.failure : status;
  }
  return status;
}

/** `type NAME…` */
export async function printTypes({ shell, args, io }: BuiltinCall): Promise<number> {
  let status: number = EXIT_CODES.ok;
  for (const name of args) {
    const meaning = await meaningOf(shell, name);
    if (meaning === null) {
      await writeText(io.stdout, `${name} not found\n`);
      status = EXIT_CODES.failure;
    } else {
      await writeText(io.stdout, `${name} is ${meaning.kind === 'a file' ? meaning.name : meaning.kind}\n`);
    }
  }
  return status;
}

async function meaningOf(shell: BuiltinShell, name: string): Promise<Meaning | null> {
  if (RESERVED.has(name)) {
    return { kind: 'a reserved word', name };
  }
  if (shell.state.functions.has(name)) {
    return { kind: 'a function', name };
  }
  if (shell.commands.has(name)) {
    const path = name.startsWith('/') ? name : `/system/bin/${name}`;
    return shell.isBuiltin(name) ? { kind: 'a shell builtin', name } : { kind: 'a file', name: path };
  }
  if (shell.isBuiltin(name)) {
    return { kind: 'a shell builtin', name };
  }
  const stat = name.includes('/') ? await shell.statOf(name) : null;
  return stat?.kind === 'file' && (stat.mode & 0o111) !== 0 ? { kind: 'a file', name } : null;
}

type Run = (call: BuiltinCall, words: readonly string[]) => Promise<number>;

function builtinOf(shell: BuiltinShell, name: string): Run | null {
  return shell.isBuiltin(name)
    ? async ({ io }, words) => await shell.runBuiltin({ shell, name, args: words.slice(1), io })
    : null;
}
