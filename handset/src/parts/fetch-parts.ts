import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HandsetError } from '../errors.ts';
import { SharedWork } from '../shared-work.ts';
import { runMaven } from './run-maven.ts';

export interface PartsOptions {
  /** The folder of quhao's package.json. */
  readonly root: string;
  /** Jars from Maven are kept in it for all handsets of this user; `~/.cache/quhao` when absent. */
  readonly cacheDir?: string;
  /** Receives a line before, during and after a download. */
  readonly onProgress?: ((line: string) => void) | undefined;
}

/** sha256sum's form: a digest and a path below the folder of parts on each line. Written by handset/test/parts/jar-digests.test.ts. */
const DIGESTS = 'jars.sha256';
/** What a handset needs of the package besides the jars that Maven brings. */
const OWN_FILES = [
  'runtime/app-root.sh',
  'runtime/jvm-options.txt',
  'runtime/target/quhao-runtime.jar',
  'runtime/target/quhao-runtime-parent.jar',
  'converter/target/quhao-converter.jar',
] as const;
/** The executions of the poms that name their folders. */
const GOALS = {
  runtime: ['dependency:copy-dependencies@lib', 'dependency:copy-dependencies@platform'],
  converter: ['dependency:copy-dependencies@lib', 'dependency:copy@platform'],
} as const;

/** The folder of parts that belong to this package: another build of ours, or another library, has another one. */
export async function partsFolder(root: string, cacheDir: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...OWN_FILES, DIGESTS]) {
    hash.update(await readFile(join(root, 'handset', file)));
  }
  return join(cacheDir, `parts-${hash.digest('hex').slice(0, 16)}`);
}

/** Makes the folder of parts: our own files from the package, those of others by the user's Maven, each with the digest that is expected of it. */
export function fetchParts(folder: string, options: PartsOptions): Promise<void> {
  return FETCHES.of(folder, () => fetchInto(folder, options));
}

/** By folder. */
const FETCHES = new SharedWork<void>();

async function fetchInto(folder: string, { root, onProgress }: PartsOptions): Promise<void> {
  const from = performance.now();
  onProgress?.('parts       jars of the virtual handset, by Maven (once; 345 MB where Maven has none of them yet)');
  const work = `${folder}.${process.pid}`;
  try {
    for (const file of OWN_FILES) {
      await mkdir(dirname(join(work, file)), { recursive: true });
      await cp(join(root, 'handset', file), join(work, file));
    }
    await fetchProject('runtime', { root, work, onProgress });
    await fetchProject('converter', { root, work, onProgress });
    await requireDigests(work, parseDigests(await readFile(join(root, 'handset', DIGESTS), 'utf8')));
    await moveTo(folder, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  onProgress?.(`parts       kept in ${folder} after ${Math.round((performance.now() - from) / 1000)} s`);
}

interface Project {
  readonly root: string;
  readonly work: string;
  readonly onProgress: ((line: string) => void) | undefined;
}

async function fetchProject(project: keyof typeof GOALS, { root, work, onProgress }: Project): Promise<void> {
  const pom = join(work, project, 'pom.xml');
  await cp(join(root, 'handset', project, 'pom.xml'), pom);
  await runMaven(pom, { goals: GOALS[project], onProgress });
  await rm(pom);
}

function parseDigests(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

async function requireDigests(folder: string, expected: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, digest] of expected) {
    const found = await digestOf(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
      throw new HandsetError('PARTS', `Maven brought no ${basename(path)}: ${error.message}`, { cause: error });
    });
    if (found !== digest) {
      throw new HandsetError(
        'PARTS',
        `${basename(path)} is not the file that quhao was tested with: its SHA-256 is ${found}, expected ${digest}. Delete it from Maven's local repository and look at what your mirror serves`,
      );
    }
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Another process may have made the same folder meanwhile. */
async function moveTo(folder: string, work: string): Promise<void> {
  await rename(work, folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
      throw error;
    }
  });
}
