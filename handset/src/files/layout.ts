import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileErrorCode } from './file-error.ts';

/** Folders of the tree at first start. */
const FOLDERS = [
  { path: '/data/local/tmp' },
  { path: '/storage/emulated/0' },
  { path: '/storage/emulated/0/Android' },
  { path: '/storage/emulated/0/DCIM' },
  { path: '/storage/emulated/0/Download' },
  { path: '/storage/emulated/0/Pictures' },
  { path: '/system/bin' },
] as const;

const LINKS = [
  { path: '/sdcard', target: '/storage/emulated/0' },
  { path: '/bin', target: '/system/bin' },
] as const;

/** Folders in which the shell user may write. */
const WRITABLE_ROOTS = ['/data/local/tmp', '/storage/emulated/0'] as const;

/** Creates the folders and links of a new tree. */
export async function startTree(root: string): Promise<void> {
  for (const folder of FOLDERS) {
    await mkdir(join(root, folder.path), { recursive: true });
  }
  for (const link of LINKS) {
    await symlink(link.target, join(root, link.path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    });
  }
}

/** Why the shell user may not write to a path; null when it may. */
export function writeRefusal(plain: string): FileErrorCode | null {
  if (WRITABLE_ROOTS.some((root) => plain === root || plain.startsWith(`${root}/`))) {
    return null;
  }
  return /^\/(data|proc|dev|storage)(\/|$)/.test(plain) ? 'EACCES' : 'EROFS';
}

/** True for folders that cannot be removed or renamed. */
export function isDeviceFolder(plain: string): boolean {
  return WRITABLE_ROOTS.some((root) => plain === root);
}

/** The part of a path below the data of an app, `''` for the folder itself; null for all other paths. `/data/data` is the same folder. */
export function belowData(name: string, plain: string): string | null {
  const folder = [`/data/user/0/${name}`, `/data/data/${name}`].find((each) => plain === each || plain.startsWith(`${each}/`));
  return folder === undefined ? null : plain.slice(folder.length);
}
