import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, toFileError } from './file-error.ts';

/** Linux' MAXSYMLINKS. */
const MAX_LINKS = 40;
const MAX_NAME_LENGTH = 255;

export interface WalkOptions {
  /** Whether a link at the end of the path is followed. */
  readonly lastLink: 'follow' | 'keep';
}

/** Where the host stores a plain path. */
export type HostPath = (plain: string) => string;

/**
 * Resolves a device path to its plain form without links, `.` and `..`. Links are followed here, inside the tree, and never by the host's
 * kernel. Therefore a pushed link to `/etc` leads to the device's `/etc`.
 */
export async function walkPath(root: string | HostPath, path: string, options: WalkOptions): Promise<string> {
  const hostPath = typeof root === 'string' ? (plain: string) => join(root, plain) : root;
  if (path.includes('\0')) {
    throw new FileError('EINVAL');
  }
  let resolved: string[] = [];
  const pending = partsOf(path);
  let links = 0;
  for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
    if (part === '..') {
      resolved.pop();
      continue;
    }
    if (Buffer.byteLength(part) > MAX_NAME_LENGTH) {
      throw new FileError('ENAMETOOLONG');
    }
    const target =
      pending.length === 0 && options.lastLink === 'keep'
        ? null
        : await linkTarget(hostPath(`/${[...resolved, part].join('/')}`));
    if (target === null) {
      resolved.push(part);
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) {
      throw new FileError('ELOOP');
    }
    resolved = target.startsWith('/') ? [] : resolved;
    pending.unshift(...partsOf(target));
  }
  return `/${resolved.join('/')}`;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** null when the path is no link or does not exist. */
async function linkTarget(hostPath: string): Promise<string | null> {
  try {
    const host = await lstat(hostPath);
    return host.isSymbolicLink() ? await readlink(hostPath) : null;
  } catch (error) {
    const fileError = toFileError(error);
    if (fileError instanceof FileError && (fileError.code === 'ENOENT' || fileError.code === 'ENOTDIR')) {
      return null;
    }
    throw fileError;
  }
}
