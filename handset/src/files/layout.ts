import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileErrorCode } from './file-error.ts';

/** What the tree holds at first start. */
const folders = [
  { path: '/data/local/tmp' },
  { path: '/storage/emulated/0' },
  { path: '/storage/emulated/0/Android' },
  { path: '/storage/emulated/0/DCIM' },
  { path: '/storage/emulated/0/Download' },
  { path: '/storage/emulated/0/Pictures' },
  { path: '/system/bin' },
] as const;

const links = [
  { path: '/sdcard', target: '/storage/emulated/0' },
  { path: '/bin', target: '/system/bin' },
] as const;

/** Where the shell user may write. */
const writableRoots = ['/data/local/tmp', '/storage/emulated/0'] as const;

export async function startTree(root: string): Promise<void> {
  for (const folder of folders) {
    await mkdir(join(root, folder.path), { recursive: true });
  }
  for (const link of links) {
    await symlink(link.target, join(root, link.path)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') {
        throw cause;
      }
    });
  }
}

/** Why the shell user may not write there; null where it may. */
export function writeFault(plain: string): FileErrorCode | null {
  if (writableRoots.some((root) => plain === root || plain.startsWith(`${root}/`))) {
    return null;
  }
  return /^\/(data|proc|dev|storage)(\/|$)/.test(plain) ? 'EACCES' : 'EROFS';
}

/** Folders that stay, whatever is removed. */
export function isDeviceFolder(plain: string): boolean {
  return writableRoots.some((root) => plain === root);
}
