/** A file of the device that is not stored in the tree's host folder. */
export interface VirtualFile {
  readonly path: string;
  /** The text at the moment of reading, or the host file that holds the bytes. */
  readonly content: (() => string) | { readonly hostPath: string };
  /** True when writes succeed and are discarded (`/dev/null`). */
  readonly discardsWrites?: true;
  /** True for a command of `/system/bin`. */
  readonly isExecutable?: true;
}

/** Returns all virtual files as they are now. Installed packages come and go. */
export type VirtualFiles = () => readonly VirtualFile[];

export type VirtualNode =
  | { readonly kind: 'file'; readonly file: VirtualFile }
  | { readonly kind: 'directory'; readonly names: readonly string[] };

/** The virtual file at a path, or the folder that exists because virtual files lie below it; else null. */
export function findVirtual(files: readonly VirtualFile[], path: string): VirtualNode | null {
  const file = files.find((each) => each.path === path);
  if (file !== undefined) {
    return { kind: 'file', file };
  }
  const prefix = path === '/' ? '/' : `${path}/`;
  const names = files
    .filter((each) => each.path.startsWith(prefix))
    .map((each) => each.path.slice(prefix.length).split('/')[0] ?? '');
  return names.length === 0 ? null : { kind: 'directory', names: [...new Set(names)] };
}
