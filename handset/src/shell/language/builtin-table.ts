import { EXIT_CODES } from '../exit-codes.ts';
import { writeText } from '../text-io.ts';
import { setAliases, unsetAliases } from './aliases.ts';
import { evaluate } from './arithmetic.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { declareVariables, exportVariables, makeLocal, makeReadonly, unsetNames } from './builtin-declare.ts';
import { breakLoop, continueLoop, evalWords, execWords, exitShell, returnFromFunction, sourceFile } from './builtin-flow.ts';
import { readOptionLetter } from './builtin-getopts.ts';
import { killProcesses, listJobs, waitForJobs } from './builtin-jobs.ts';
import { lookUp, printTypes, whence } from './builtin-look-up.ts';
import { echo, print } from './builtin-print.ts';
import { readLine } from './builtin-read.ts';
import { setOptions, shiftArguments } from './builtin-set.ts';
import { trapSignals } from './builtin-trap.ts';
import { ShellFailureError } from './syntax.ts';
import { evaluateTest } from './test-expression.ts';

/** Commands that change the shell itself, or that mksh has inside for speed. */
export const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': async () => EXIT_CODES.ok,
  '.': sourceFile,
  '[': testWords,
  alias: setAliases,
  break: breakLoop,
  cd: changeFolder,
  command: lookUp,
  continue: continueLoop,
  echo,
  eval: evalWords,
  exec: execWords,
  exit: exitShell,
  export: exportVariables,
  false: async () => EXIT_CODES.failure,
  getopts: readOptionLetter,
  hash: async () => EXIT_CODES.ok,
  jobs: listJobs,
  kill: killProcesses,
  let: calculate,
  local: makeLocal,
  print,
  pwd: printFolder,
  read: readLine,
  readonly: makeReadonly,
  return: returnFromFunction,
  set: setOptions,
  shift: shiftArguments,
  source: sourceFile,
  test: testWords,
  times: async ({ io }) => await printLine(io.stdout, '0m00.00s 0m00.00s\n0m00.00s 0m00.00s'),
  trap: trapSignals,
  true: async () => EXIT_CODES.ok,
  type: printTypes,
  typeset: declareVariables,
  ulimit: async ({ io }) => await printLine(io.stdout, 'unlimited'),
  umask: printMask,
  unalias: unsetAliases,
  unset: unsetNames,
  wait: waitForJobs,
  whence,
};

async function printLine(sink: BuiltinCall['io']['stdout'], text: string): Promise<number> {
  await writeText(sink, `${text}\n`);
  return EXIT_CODES.ok;
}

async function printFolder({ shell, io }: BuiltinCall): Promise<number> {
  return await printLine(io.stdout, shell.state.folder);
}

/** Files of the device are created with fixed rights, so the mask can be read and not changed. */
async function printMask({ args, io }: BuiltinCall): Promise<number> {
  return args.length === 0 ? await printLine(io.stdout, '000') : EXIT_CODES.ok;
}

async function changeFolder({ shell, args, io }: BuiltinCall): Promise<number> {
  const { state } = shell;
  const words = args.filter((word) => !/^-[LP]$/.test(word));
  const [target = state.variable('HOME') ?? '/'] = words;
  const path = shell.resolve(target === '-' ? (state.variable('OLDPWD') ?? '') : target);
  const stat = await shell.statOf(path);
  if (stat?.kind !== 'directory') {
    throw new ShellFailureError(`cd: ${path}: ${stat === null ? 'No such file or directory' : 'Not a directory'}`, 2);
  }
  state.variables.set('OLDPWD', state.folder);
  state.folder = path;
  return target === '-' ? await printLine(io.stdout, path) : EXIT_CODES.ok;
}

async function testWords({ shell, name, args, io }: BuiltinCall): Promise<number> {
  if (name === '[' && args.at(-1) !== ']') {
    throw new ShellFailureError('[: missing ]', EXIT_CODES.syntax);
  }
  const words = name === '[' ? args.slice(0, -1) : args;
  try {
    return (await evaluateTest(words, shell.testSubject(io))) ? EXIT_CODES.ok : EXIT_CODES.failure;
  } catch (error) {
    throw error instanceof ShellFailureError ? new ShellFailureError(`${name}: ${error.message}`, EXIT_CODES.syntax) : error;
  }
}

async function calculate({ shell, args, io }: BuiltinCall): Promise<number> {
  if (args.length === 0) {
    throw new ShellFailureError('let: missing argument');
  }
  const values = args.map((expression) => evaluate(expression, shell.expansion(io)));
  return (values.at(-1) ?? 0) === 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
}
