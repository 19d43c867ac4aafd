import { EXIT_CODES } from '../exit-codes.ts';
import { writeText } from '../text-io.ts';
import { evaluate } from './arithmetic.ts';
import { assignText } from './assignments.ts';
import type { BuiltinCall } from './builtin.ts';
import { quoteWord } from './quote-word.ts';
import { ShellFailureError } from './syntax.ts';
import type { Attribute } from './variables.ts';

const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  i: 'integer',
  l: 'lower',
  r: 'readonly',
  u: 'upper',
  x: 'exported',
};

export async function exportVariables(call: BuiltinCall): Promise<number> {
  return await declare(call, { attributes: ['exported'], scope: 'outer' });
}

export async function makeReadonly(call: BuiltinCall): Promise<number> {
  return await declare(call, { attributes: ['readonly'], scope: 'outer' });
}

export async function makeLocal(call: BuiltinCall): Promise<number> {
  return await declare(call, { attributes: [], scope: 'local' });
}

/** `typeset [-ilrux] [NAME[=VALUE]…]` */
export async function declareVariables(call: BuiltinCall): Promise<number> {
  return await declare(call, { attributes: [], scope: 'local' });
}

interface Declaration {
  readonly attributes: readonly Attribute[];
  readonly scope: 'local' | 'outer';
}

async function declare(call: BuiltinCall, { attributes, scope }: Declaration): Promise<number> {
  const { shell, name, args, io } = call;
  const signs = args.filter((word) => /^[-+]\w/.test(word));
  const letters = [...signs.join('')].filter((letter) => /\w/.test(letter) && !/[pagft]/.test(letter));
  const unknown = letters.find((letter) => !Object.hasOwn(ATTRIBUTES, letter));
  if (unknown !== undefined) {
    throw new ShellFailureError(`${name}: -${unknown}: unknown option`);
  }
  const marked = [...attributes, ...letters.flatMap((letter) => ATTRIBUTES[letter] ?? [])];
  const names = args.filter((word) => !/^[-+]/.test(word));
  if (names.length === 0) {
    return await printVariables(call, marked);
  }
  const state = signs.some((sign) => sign.startsWith('+')) ? 'off' : 'on';
  for (const word of names) {
    const [, variable, append, text] = /^([A-Za-z_]\w*)(?:(\+?)=(.*))?$/s.exec(word) ?? [];
    if (variable === undefined) {
      throw new ShellFailureError(`${name}: ${word}: is not an identifier`);
    }
    if (scope === 'local' && shell.state.isInFunction && !signs.some((sign) => sign.includes('g'))) {
      shell.state.makeLocal(variable);
    }
    for (const attribute of marked.filter((each) => each !== 'readonly')) {
      shell.state.variables.mark(variable, attribute, state);
    }
    if (text !== undefined) {
      assignText(shell.state, { name: variable, text, appends: append === '+' }, shell.expansion(io));
    }
    if (marked.includes('readonly')) {
      shell.state.variables.mark(variable, 'readonly', state);
    }
  }
  return EXIT_CODES.ok;
}

async function printVariables({ shell, name, io }: BuiltinCall, attributes: readonly Attribute[]): Promise<number> {
  const { variables } = shell.state;
  const lines = variables
    .names()
    .filter((each) => attributes.every((attribute) => variables.has(each, attribute)))
    .map((each) => `${name === 'local' ? 'typeset' : name} ${each}=${quoteWord(variables.get(each) ?? '')}\n`);
  await writeText(io.stdout, lines.join(''));
  return EXIT_CODES.ok;
}

/** `unset [-fv] NAME…` */
export async function unsetNames({ shell, args, io }: BuiltinCall): Promise<number> {
  for (const word of args.filter((each) => !each.startsWith('-'))) {
    const [, variable = word, index] = /^(\w+)\[(.*)\]$/.exec(word) ?? [];
    if (args.includes('-f')) {
      shell.state.functions.delete(word);
    } else {
      const place = index === undefined || index === '*' || index === '@' ? null : evaluate(index, shell.expansion(io));
      shell.state.variables.unset(variable, place);
    }
  }
  return EXIT_CODES.ok;
}
