import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';

/** A library as Gradle keeps it. */
interface Module {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
}

interface CachedModule {
  /** Null for a library that is only a list of others. */
  readonly file: string | null;
  readonly needs: readonly (Omit<Module, 'version'> & { readonly version: string | null })[];
}

/** Where Gradle keeps what it has downloaded: group, artifact, version, digest, file. */
export function gradleFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment['GRADLE_USER_HOME'] ?? join(homedir(), '.gradle'), 'caches/modules-2/files-2.1');
}

/**
 * The files of libraries and of all that they need, where Gradle has every one of them; else null. AndroidX is on no repository that a
 * plain Maven asks, and who builds Android apps has it here.
 */
export async function findInGradle(wanted: readonly Module[], folder: string): Promise<readonly string[] | null> {
  const chosen = new Map<string, { readonly version: string; readonly cached: CachedModule }>();
  const open = [...wanted];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const key = `${next.group}:${next.artifact}`;
    const present = chosen.get(key);
    if (present !== undefined && compareVersions(present.version, next.version) >= 0) {
      continue;
    }
    const cached = await readModule(next, folder);
    if (cached === null) {
      return null;
    }
    chosen.set(key, { version: next.version, cached });
    for (const need of cached.needs) {
      const version = need.version ?? (await newestVersion(need, folder));
      if (version === null) {
        return null;
      }
      open.push({ ...need, version });
    }
  }
  return [...chosen.values()].flatMap(({ cached }) => (cached.file === null ? [] : [cached.file])).sort();
}

async function readModule({ group, artifact, version }: Module, folder: string): Promise<CachedModule | null> {
  const home = join(folder, group, artifact, version);
  const digests = await namesIn(home);
  const files = (
    await Promise.all(digests.map(async (digest) => (await namesIn(join(home, digest))).map((name) => join(home, digest, name))))
  ).flat();
  const named = (ending: string): string | undefined => files.find((file) => file.endsWith(`/${artifact}-${version}.${ending}`));
  const pom = named('pom');
  const file = named('aar') ?? named('jar') ?? null;
  if (pom === undefined) {
    return file === null ? null : { file, needs: [] };
  }
  const { packaging, needs } = readPom(await readFile(pom, 'utf8'));
  return file === null && packaging !== 'pom' ? null : { file, needs };
}

/** What a pom says of what its library needs at run time; a version that is no plain one is null. */
function readPom(text: string): { readonly packaging: string; readonly needs: CachedModule['needs'] } {
  const project = new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml').documentElement;
  const dependencies =
    project === null ? [] : childrenNamed(project, 'dependencies').flatMap((list) => childrenNamed(list, 'dependency'));
  const needs = dependencies.flatMap((dependency) => {
    const value = (name: string): string => childrenNamed(dependency, name)[0]?.textContent?.trim() ?? '';
    const isNeeded = ['', 'compile', 'runtime'].includes(value('scope')) && value('optional') !== 'true';
    const version = /^\[?([\w.-]+)\]?$/.exec(value('version'))?.[1] ?? null;
    return isNeeded ? [{ group: value('groupId'), artifact: value('artifactId'), version }] : [];
  });
  const packaging = project === null ? '' : (childrenNamed(project, 'packaging')[0]?.textContent?.trim() ?? '');
  return { packaging, needs };
}

function childrenNamed(parent: Element, name: string): readonly Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeName === name);
}

async function newestVersion({ group, artifact }: Omit<Module, 'version'>, folder: string): Promise<string | null> {
  const versions = await namesIn(join(folder, group, artifact));
  return [...versions].sort(compareVersions).at(-1) ?? null;
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** None where there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return [];
    }
    throw error;
  });
}
