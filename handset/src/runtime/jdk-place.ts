import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { javaCommand } from '../java-command.ts';

/** Where the JDK lies, with what it needs of the machine. All of it is shown to apps, read-only. */
export interface JdkPlace {
  readonly java: string;
  /** Folders: the JDK, those that its links lead to, and libraries of the system. */
  readonly folders: readonly string[];
  /** Links of the root folder that name such folders, for example /lib64. */
  readonly links: readonly { readonly path: string; readonly target: string }[];
}

/** Folders below a JDK's home that distributions fill with links into /etc. */
const LINKED = ['conf', 'conf/security', 'conf/management', 'lib', 'lib/security'] as const;
const LIBRARY_FOLDERS = ['/usr/lib', '/usr/lib64', '/lib', '/lib64'] as const;
/** A folder of libraries for one machine, as Debian has them. */
const MULTIARCH = /-linux-/;
/** What the system's C library needs for names of files in UTF-8. */
const LOCALES = '/usr/lib/locale';

/** Rejects when there is no `java`. */
export async function locateJdk(): Promise<JdkPlace> {
  const java = await realpath(await findJava());
  const home = dirname(dirname(java));
  const libraries = await systemLibraries();
  const folders = new Set([home, ...(await linkedFolders(home)), ...libraries.folders, ...(await existing(LOCALES))]);
  return { java, folders: [...folders], links: libraries.links };
}

/** The file of `java`. Rejects when there is none. */
export async function findJava(): Promise<string> {
  const command = javaCommand();
  if (isAbsolute(command)) {
    return command;
  }
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const found = await lstat(join(folder, command)).catch(() => null);
    if (found !== null) {
      return join(folder, command);
    }
  }
  throw new Error(`no ${command} in PATH`);
}

/** The folders outside of the JDK to which its links lead. */
async function linkedFolders(home: string): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const folder of LINKED) {
    const entries = await readdir(join(home, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((each) => each.isSymbolicLink())) {
      const target = await realpath(join(home, folder, entry.name)).catch(() => null);
      if (target !== null && !isBelow(target, home) && !LIBRARY_FOLDERS.some((library) => isBelow(target, library))) {
        folders.add(dirname(target));
      }
    }
  }
  return [...folders].filter((folder) => ![...folders].some((other) => other !== folder && isBelow(folder, other)));
}

/** Debian keeps libraries in folders of their own; other systems in the folder itself. */
async function systemLibraries(): Promise<Pick<JdkPlace, 'folders' | 'links'>> {
  const folders: string[] = [];
  const links: { path: string; target: string }[] = [];
  for (const path of LIBRARY_FOLDERS) {
    const status = await lstat(path).catch(() => null);
    if (status?.isSymbolicLink() === true) {
      links.push({ path, target: await readlink(path) });
    } else if (status !== null) {
      const own = (await readdir(path)).filter((name) => MULTIARCH.test(name)).map((name) => join(path, name));
      folders.push(...(own.length > 0 ? own : [path]));
    }
  }
  return { folders, links };
}

async function existing(folder: string): Promise<readonly string[]> {
  return (await lstat(folder).catch(() => null)) === null ? [] : [folder];
}

/** Whether a path lies in a folder or is it. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
