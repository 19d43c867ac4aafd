import { readFileSync } from 'node:fs';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ENOTDIR: 'a part of the path is a file',
};

/** Reads a file that the user named. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CliError(`cannot read ${what} ${file}: ${REASONS[code] ?? code}`, EXIT_USAGE);
  }
}
