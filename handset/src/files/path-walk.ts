import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, toFileError } from './file-error.ts';

/** Linux' MAXSYMLINKS. */
const maxLinks = 40;
const maxNameLength = 255;

export interface WalkOptions {
  /** Whether a link at the very end is followed. */
  readonly lastLink: 'follow' | 'keep';
}

/**
 * Turns a path of the device into its plain form without links, `.` and `..`. Links are followed here, inside the tree, and never by the host's
 * kernel: so a pushed link to `/etc` means the device's `/etc`.
 */
export async function walkPath(root: string, path: string, options: WalkOptions): Promise<string> {
  if (path.includes('\0')) {
    throw new FileError('EINVAL');
  }
  let done: string[] = [];
  const pending = partsOf(path);
  let links = 0;
  for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
    if (part === '..') {
      done.pop();
      continue;
    }
    if (Buffer.byteLength(part) > maxNameLength) {
      throw new FileError('ENAMETOOLONG');
    }
    const target = pending.length === 0 && options.lastLink === 'keep' ? null : await linkTarget(join(root, ...done, part));
    if (target === null) {
      done.push(part);
      continue;
    }
    links += 1;
    if (links > maxLinks) {
      throw new FileError('ELOOP');
    }
    done = target.startsWith('/') ? [] : done;
    pending.unshift(...partsOf(target));
  }
  return `/${done.join('/')}`;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

async function linkTarget(hostPath: string): Promise<string | null> {
  try {
    const found = await lstat(hostPath);
    return found.isSymbolicLink() ? await readlink(hostPath) : null;
  } catch (cause) {
    const error = toFileError(cause);
    if (error instanceof FileError && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return null;
    }
    throw error;
  }
}
