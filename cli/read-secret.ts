import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import { readText } from './file-text.ts';
import type { Terminal } from './terminal.ts';

/** Reads a secret from a file, or from standard input where the name is `-`: an argument would stand in the process list. */
export async function readSecret(file: string, what: string, terminal: Terminal): Promise<string> {
  const text = file === '-' ? await terminal.readInput() : readText(file.replace(/^@/, ''), what);
  const secret = text.trim();
  if (secret === '') {
    throw new CliError(`${what} is empty: ${file === '-' ? 'standard input' : file} has nothing in it`, EXIT_USAGE);
  }
  return secret;
}
