import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileError } from './file-error.ts';
import type { VirtualFile } from './virtual-files.ts';

/** What adb's sync and `ls -l` report of a file. */
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

const FILE_TYPE = 0o100000;
const DIRECTORY_TYPE = 0o040000;
const LINK_TYPE = 0o120000;
const SHELL_UID = 2000;
const ROOT_UID = 0;

export function statOfHost(plain: string, host: Stats): FileStat {
  const kind = kindOf(host);
  const owner = plain.startsWith('/data/local/tmp') || plain.startsWith('/storage/') ? SHELL_UID : ROOT_UID;
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

/** A file among the data of an app. */
export function statOfApp(uid: number, host: Stats): FileStat {
  return { ...statOfHost('/', host), uid, gid: uid };
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
  // Sockets and other special files do not belong to the device.
  throw new FileError('EACCES');
}

/** The place of a file that no host file system holds. */
const NO_PLACE = { device: 0, inode: 0, links: 1, uid: ROOT_UID, gid: ROOT_UID, accessed: 0, modified: 0, changed: 0 } as const;

export function statOfDirectory(): FileStat {
  return { ...NO_PLACE, kind: 'directory', mode: DIRECTORY_TYPE | 0o555, size: 0 };
}

/** As in /proc on a phone, a file that is generated when it is read has size 0. */
export async function statOfVirtual(file: VirtualFile): Promise<FileStat> {
  if (typeof file.content === 'function') {
    return { ...NO_PLACE, kind: 'file', mode: FILE_TYPE | modeOf(file), size: 0 };
  }
  const host = await stat(file.content.hostPath);
  return { ...statOfHost(file.path, host), mode: FILE_TYPE | 0o644 };
}

function modeOf({ discardsWrites, isExecutable }: VirtualFile): number {
  if (isExecutable) {
    return 0o755;
  }
  return discardsWrites ? 0o666 : 0o444;
}

export function isLinkMode(mode: number): boolean {
  return (mode & 0o170000) === LINK_TYPE;
}
