import { evaluate } from './arithmetic.ts';
import { expandWord, expandWords } from './expand.ts';
import type { ExpansionSource } from './parameters.ts';
import { quoteWord } from './quote-word.ts';
import type { ShellState } from './shell-state.ts';
import type { Assignment } from './syntax.ts';

/** Carries out `NAME=VALUE`, `NAME+=VALUE`, `NAME[INDEX]=VALUE` and `NAME=(…)`. Returns the text that `set -x` shows. */
export async function assign(state: ShellState, assignment: Assignment, source: ExpansionSource): Promise<string> {
  const { name, value, appends } = assignment;
  const { variables } = state;
  if (value.kind === 'many') {
    const values = await expandWords(value.words, source);
    if (appends) {
      variables.append(name, values);
    } else {
      variables.setAll(name, values);
    }
    return `${name}=(${values.map(quoteWord).join(' ')})`;
  }
  const text = await expandWord(value.word, source);
  const index = assignment.index === null ? 0 : evaluate(await expandWord(assignment.index, source), source);
  assignText(state, { name, text, index, appends }, source);
  return `${name}${appends ? '+' : ''}=${quoteWord(text)}`;
}

interface TextAssignment {
  readonly name: string;
  readonly text: string;
  readonly index?: number;
  readonly appends?: boolean;
}

/** Sets a variable to a text. An integer variable takes the value of the expression. */
export function assignText(state: ShellState, assignment: TextAssignment, source: ExpansionSource): void {
  const { name, text, index = 0, appends = false } = assignment;
  const { variables } = state;
  const before = appends ? (variables.get(name, index) ?? '') : '';
  const isInteger = variables.has(name, 'integer');
  const sum = isInteger ? evaluate(before === '' ? text : `${before}+(${text})`, source) : 0;
  variables.set(name, isInteger ? String(sum) : before + text, index);
  if (state.options.has('allexport')) {
    variables.mark(name, 'exported');
  }
}
