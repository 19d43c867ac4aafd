import { EXIT_CODES } from '../exit-codes.ts';
import type { BuiltinCall } from './builtin.ts';
import { ShellFailureError } from './syntax.ts';

/** `getopts LETTERS NAME [ARGS…]` */
export async function readOptionLetter(call: BuiltinCall): Promise<number> {
  const { shell, args, io } = call;
  const [letters, variable, ...own] = args;
  if (letters === undefined || variable === undefined) {
    throw new ShellFailureError('getopts: missing argument');
  }
  const { state } = shell;
  const { variables } = state;
  const words = own.length > 0 ? own : state.args.slice(1);
  const place = Number(state.variable('OPTIND') ?? '1');
  const word = words[place - 1] ?? '';
  variables.unset('OPTARG');
  if (!/^-./.test(word) || word === '--') {
    variables.set(variable, '?');
    variables.set('OPTIND', String(word === '--' ? place + 1 : place));
    state.optionOffset = 1;
    return EXIT_CODES.failure;
  }
  const letter = word[state.optionOffset] ?? '';
  const row = letters.replace(/^:/, '').indexOf(letter);
  const takesValue = row >= 0 && letters.replace(/^:/, '')[row + 1] === ':';
  const rest = word.slice(state.optionOffset + 1);
  const isLast = rest === '' || takesValue;
  state.optionOffset = isLast ? 1 : state.optionOffset + 1;
  variables.set('OPTIND', String(isLast ? place + 1 : place));
  if (row < 0 || letter === ':') {
    return await refuse({ ...call, name: variable }, letter, 'unknown option');
  }
  if (takesValue && rest === '' && words[place] === undefined) {
    return await refuse({ ...call, name: variable }, letter, 'requires argument');
  }
  variables.set(variable, letter);
  if (takesValue) {
    variables.set('OPTARG', rest === '' ? (words[place] ?? '') : rest);
    variables.set('OPTIND', String(rest === '' ? place + 2 : place + 1));
  }
  void io;
  return EXIT_CODES.ok;
}

/** A leading colon in the letters keeps the shell silent. */
async function refuse({ shell, name: variable, args, io }: BuiltinCall, letter: string, reason: string): Promise<number> {
  const isSilent = args[0]?.startsWith(':') === true;
  const { variables } = shell.state;
  variables.set(variable, isSilent && reason === 'requires argument' ? ':' : '?');
  if (isSilent) {
    variables.set('OPTARG', letter);
  } else {
    await shell.printError(io, `-${letter}: ${reason}`);
  }
  return EXIT_CODES.ok;
}
