import { readFile } from 'node:fs/promises';
import { UsageError } from './errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ENOTDIR: 'a part of the path is a file',
};

/** Reads a file that the user named. Throws UsageError. */
export async function readNamedFile(path: string, what: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${what} ${path} cannot be read: ${REASONS[error.code ?? ''] ?? error.message}`, { cause: error });
  });
}
