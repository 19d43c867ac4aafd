/** A file of the tree that no host folder holds. */
export interface VirtualFile {
  readonly path: string;
  /** The bytes at the moment of reading, or a host file that shows through. */
  readonly content: (() => string) | { readonly hostPath: string };
  /** Who writes to it writes to nowhere (`/dev/null`). */
  readonly swallows?: true;
}

/** All virtual files as they are now: packages come and go. */
export type VirtualFiles = () => readonly VirtualFile[];

export type VirtualNode =
  | { readonly kind: 'file'; readonly file: VirtualFile }
  | { readonly kind: 'directory'; readonly names: readonly string[] };

/** A virtual file, or a folder that is there because virtual files lie below it. */
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
