import { EXIT_CODES } from '../exit-codes.ts';
import { writeText } from '../text-io.ts';
import type { BuiltinCall } from './builtin.ts';
import { quoteWord } from './quote-word.ts';
import { OPTION_NAMES, optionOfLetter, optionOfName, type ShellOption } from './shell-options.ts';
import { ShellFailureError } from './syntax.ts';

/** `set [-+abefhmnuvxC] [-+o NAME] [-A NAME] [--] [ARGS…]` */
export async function setOptions(call: BuiltinCall): Promise<number> {
  const { shell, args } = call;
  const { state } = shell;
  if (args.length === 0) {
    return await printVariables(call);
  }
  const words = [...args];
  while (/^[-+]./.test(words[0] ?? '')) {
    const word = words.shift() ?? '';
    if (word === '--') {
      state.args = [state.args[0] ?? '', ...words];
      return EXIT_CODES.ok;
    }
    const isOn = word.startsWith('-');
    for (const letter of word.slice(1)) {
      if (letter === 'A') {
        shell.state.variables.setAll(words.shift() ?? '', words);
        return EXIT_CODES.ok;
      }
      if (letter === 'o') {
        const name = words.shift();
        if (name === undefined) {
          return await printOptions(call);
        }
        change(state.options, optionOfName(name) ?? unknown(`-o: ${name}`, 'bad option'), isOn);
      } else {
        change(state.options, optionOfLetter(letter) ?? unknown(`-${letter}`, 'unknown option'), isOn);
      }
    }
  }
  if (words.length > 0) {
    state.args = [state.args[0] ?? '', ...words.slice(words[0] === '-' ? 1 : 0)];
  }
  return EXIT_CODES.ok;
}

function unknown(what: string, reason: string): never {
  throw new ShellFailureError(`set: ${what}: ${reason}`);
}

function change(options: Set<ShellOption>, option: ShellOption, isOn: boolean): void {
  if (isOn) {
    options.add(option);
  } else {
    options.delete(option);
  }
}

async function printVariables({ shell, io }: BuiltinCall): Promise<number> {
  const { variables } = shell.state;
  await writeText(
    io.stdout,
    variables
      .names()
      .map((name) => `${name}=${quoteWord(variables.get(name) ?? '')}\n`)
      .join(''),
  );
  return EXIT_CODES.ok;
}

async function printOptions({ shell, io }: BuiltinCall): Promise<number> {
  const lines = OPTION_NAMES.map((name) => `${name.padEnd(15)}${shell.state.options.has(name) ? 'on' : 'off'}\n`);
  await writeText(io.stdout, `Current option settings\n${lines.join('')}`);
  return EXIT_CODES.ok;
}

export async function shiftArguments({ shell, args }: BuiltinCall): Promise<number> {
  const { state } = shell;
  const count = Number(args[0] ?? 1);
  if (!Number.isInteger(count) || count < 0) {
    throw new ShellFailureError(`shift: bad number: ${args[0]}`);
  }
  if (count > state.args.length - 1) {
    throw new ShellFailureError('shift: nothing to shift');
  }
  state.args = [state.args[0] ?? '', ...state.args.slice(1 + count)];
  return EXIT_CODES.ok;
}
