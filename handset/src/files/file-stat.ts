import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileError } from './file-error.ts';
import type { VirtualFile } from './virtual-files.ts';

/** What adb's sync and `ls -l` tell of a file. */
export interface FileStat {
  readonly kind: 'file' | 'directory' | 'link';
  /** Type and permission bits, as in struct stat. */
  readonly mode: number;
  readonly size: number;
  readonly device: number;
  readonly inode: number;
  readonly links: number;
  readonly uid: number;
  readonly gid: number;
  readonly accessed: number;
  readonly modified: number;
  readonly changed: number;
}

const fileType = 0o100000;
const directoryType = 0o040000;
const linkType = 0o120000;
const shellUid = 2000;
const rootUid = 0;

export function statOfHost(plain: string, host: Stats): FileStat {
  const kind = kindOf(host);
  const owner = plain.startsWith('/data/local/tmp') || plain.startsWith('/storage/') ? shellUid : rootUid;
  return {
    kind,
    mode: host.mode,
    size: host.size,
    device: host.dev,
    inode: host.ino,
    links: host.nlink,
    uid: owner,
    gid: owner,
    accessed: Math.floor(host.atimeMs / 1000),
    modified: Math.floor(host.mtimeMs / 1000),
    changed: Math.floor(host.ctimeMs / 1000),
  };
}

function kindOf(host: Stats): FileStat['kind'] {
  if (host.isSymbolicLink()) {
    return 'link';
  }
  if (host.isDirectory()) {
    return 'directory';
  }
  if (host.isFile()) {
    return 'file';
  }
  // Sockets and the like do not belong into the tree.
  throw new FileError('EACCES');
}

const nowhere = { device: 0, inode: 0, links: 1, uid: rootUid, gid: rootUid, accessed: 0, modified: 0, changed: 0 } as const;

export function statOfDirectory(): FileStat {
  return { ...nowhere, kind: 'directory', mode: directoryType | 0o555, size: 0 };
}

/** Like /proc on a phone: what is made while it is read has no size beforehand. */
export async function statOfVirtual(file: VirtualFile): Promise<FileStat> {
  if (typeof file.content === 'function') {
    return { ...nowhere, kind: 'file', mode: fileType | (file.swallows ? 0o666 : 0o444), size: 0 };
  }
  const host = await stat(file.content.hostPath);
  return { ...statOfHost(file.path, host), mode: fileType | 0o644 };
}

export function isLinkMode(mode: number): boolean {
  return (mode & 0o170000) === linkType;
}
