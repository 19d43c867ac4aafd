import { EXIT_CODES } from '../exit-codes.ts';
import type { ShellIo } from '../shell-io.ts';
import { writeText } from '../text-io.ts';
import { aliasOf, expandAlias } from './aliases.ts';
import { assign } from './assignments.ts';
import type { BuiltinShell } from './builtin.ts';
import type { Evaluator } from './compound-commands.ts';
import { ExitSignal } from './control-flow.ts';
import { expandWord, expandWords } from './expand.ts';
import type { ExpansionSource } from './parameters.ts';
import { quoteWord } from './quote-word.ts';
import { type Redirection, ShellFailureError, type SimpleCommand, type Word } from './syntax.ts';

/** The shell that runs simple commands. */
export interface SimpleShell extends BuiltinShell, Evaluator {
  runRedirected(redirections: readonly Redirection[], io: ShellIo, work: (inner: ShellIo) => Promise<number>): Promise<number>;
  redirectForGood(redirections: readonly Redirection[], io: ShellIo): Promise<number>;
}

/** Builtins whose words of the form NAME=VALUE are not split. */
const DECLARATIONS: ReadonlySet<string> = new Set(['export', 'readonly', 'typeset', 'local', 'declare']);
/** An error of these ends a shell that is not interactive; an assignment before them lasts. */
const SPECIAL_BUILTINS: ReadonlySet<string> = new Set([
  ...['.', ':', 'break', 'continue', 'eval', 'exec', 'exit', 'export', 'readonly', 'return', 'set', 'shift', 'trap', 'unset'],
]);

export async function runSimple(shell: SimpleShell, command: SimpleCommand, io: ShellIo): Promise<number> {
  const { aliases } = shell.state;
  const alias = aliasOf(command, aliases);
  if (alias !== null) {
    const value = aliases.get(alias) ?? '';
    // Inside of its own value, a name is no alias.
    aliases.delete(alias);
    try {
      return await shell.run(expandAlias(command, value), io);
    } finally {
      if (!aliases.has(alias)) {
        aliases.set(alias, value);
      }
    }
  }
  const source = shell.expansion(io);
  shell.state.substitutionStatus = null;
  const words = await expandCommandWords(command.words, source);
  if (words.length === 0) {
    return await assignOnly(shell, command, io);
  }
  const [name = '', ...args] = words;
  if (name === 'exec' && args.length === 0) {
    return await shell.redirectForGood(command.redirections, io);
  }
  return await shell.runRedirected(command.redirections, io, async (inner) => {
    if (command.assignments.length === 0 || SPECIAL_BUILTINS.has(name)) {
      await assignAll(shell, command, inner);
      await trace(shell, words.map(quoteWord).join(' '), inner);
      return await runNamed(shell, words, inner);
    }
    return await withAssignments(shell, command, inner, words);
  });
}

async function expandCommandWords(words: readonly Word[], source: ExpansionSource): Promise<readonly string[]> {
  const [first] = words[0] ?? [];
  const isDeclaration = words[0]?.length === 1 && first?.kind === 'text' && DECLARATIONS.has(first.text);
  if (!isDeclaration) {
    return await expandWords(words, source);
  }
  const results: string[] = [];
  for (const word of words) {
    const head = word[0]?.kind === 'text' ? word[0].text : '';
    results.push(...(/^[A-Za-z_]\w*\+?=/.test(head) ? [await expandWord(word, source)] : await expandWords([word], source)));
  }
  return results;
}

/** The status of `A=$(command)` is the status of the command. */
async function assignOnly(shell: SimpleShell, command: SimpleCommand, io: ShellIo): Promise<number> {
  await assignAll(shell, command, io);
  const status = shell.state.substitutionStatus ?? EXIT_CODES.ok;
  return await shell.runRedirected(command.redirections, io, async () => status);
}

async function assignAll(shell: SimpleShell, command: SimpleCommand, io: ShellIo): Promise<void> {
  const source = shell.expansion(io);
  for (const assignment of command.assignments) {
    await trace(shell, `${await assign(shell.state, assignment, source)} `, io);
  }
}

/** `NAME=VALUE COMMAND`: the variable is exported and lasts as long as the command. */
async function withAssignments(
  shell: SimpleShell,
  command: SimpleCommand,
  ...[io, words]: readonly [ShellIo, readonly string[]]
): Promise<number> {
  const { variables } = shell.state;
  const saved = command.assignments.map(({ name }) => [name, variables.save(name)] as const);
  try {
    await assignAll(shell, command, io);
    for (const { name } of command.assignments) {
      variables.mark(name, 'exported');
    }
    await trace(shell, words.map(quoteWord).join(' '), io);
    return await runNamed(shell, words, io);
  } finally {
    for (const [name, value] of saved) {
      variables.restore(name, value);
    }
  }
}

/** What `set -x` prints. */
async function trace(shell: SimpleShell, text: string, io: ShellIo): Promise<void> {
  if (shell.state.options.has('xtrace')) {
    await writeText(io.stderr, `${shell.state.variable('PS4') ?? '+ '}${text}\n`);
  }
}

async function runNamed(shell: SimpleShell, words: readonly string[], io: ShellIo): Promise<number> {
  const [name = '', ...args] = words;
  const body = SPECIAL_BUILTINS.has(name) ? undefined : shell.state.functions.get(name);
  if (body !== undefined) {
    return await shell.runFunction(body, args, io);
  }
  if (!shell.isBuiltin(name)) {
    return await shell.runWords(words, io);
  }
  try {
    return await shell.runBuiltin({ shell, name, args, io });
  } catch (error) {
    if (!(error instanceof ShellFailureError)) {
      throw error;
    }
    await shell.printError(io, error.message);
    if (SPECIAL_BUILTINS.has(name)) {
      throw new ExitSignal(error.status);
    }
    return error.status;
  }
}
