import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { judgeDialect } from '../dialects/judge-dialect.ts';
import type { ClientDialect } from '../dialects/quhao-1.ts';
import { ProblemError } from '../protocol/problem-error.ts';

/** Loads the dialect that an ES module exports as `dialect` or as its default. A ProblemError says why there is none. */
export async function loadDialect(file: string): Promise<ClientDialect> {
  const module = await importFile(file);
  const given = module['dialect'] ?? module['default'];
  if (given === undefined) {
    const names = Object.keys(module).join(', ');
    const exported = names === '' ? 'nothing' : names;
    throw new ProblemError('invalid', `${file} exports ${exported}; a dialect is exported as \`dialect\` or as the default`);
  }
  return judgeDialect(given, file);
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) {
    throw new ProblemError('invalid', `there is no dialect ${file}`);
  }
  try {
    return await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ProblemError('invalid', `the dialect ${file} cannot be loaded as an ES module. ${cause}${hintOf(cause)}`);
  }
}

function hintOf(cause: string): string {
  return cause.includes("Cannot find package 'quhao'")
    ? '. Imports are looked up from the folder of the module: `npm link quhao` there, or import types only'
    : '';
}
