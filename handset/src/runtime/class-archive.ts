import { createHash } from 'node:crypto';
import { access, constants, copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RuntimePlace } from './runtime-place.ts';

/** How a JVM uses the shared class archive (AppCDS, dynamic). The first JVM writes it at its end; later ones read it. */
export interface ArchiveUse {
  readonly flags: readonly string[];
  /** The archive that the JVM reads; null when it reads none. */
  readonly reads: string | null;
  /** True when this JVM writes the archive, so that its end takes longer. */
  readonly isWriting: boolean;
  /** Must be called when the JVM has ended. */
  settle(outcome: 'clean' | 'failed'): Promise<void>;
}

/** Archives that a JVM of this process's handsets writes, by path. */
const BEING_WRITTEN = new Set<string>();

/** The class archive of a runtime. */
export class ClassArchive {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /**
   * The archive lies beside the jars of the runtime, so that every handset of a machine reads the same one; where nobody may write there and
   * none was made, it lies in the cache folder. Its file name depends on the class path, because a JVM refuses the archive of another class path.
   */
  static async open(runtime: RuntimePlace, cacheDir: string): Promise<ClassArchive> {
    const name = await archiveName(runtime);
    const beside = join(runtime.folder, 'archive');
    const isBeside = (await exists(join(beside, name))) || (await isWritable(beside));
    const folder = isBeside ? beside : join(cacheDir, 'archive');
    await mkdir(folder, { recursive: true });
    return new ClassArchive(join(folder, name));
  }

  /** Whether a JVM that starts now has an archive to read. */
  isMade(): Promise<boolean> {
    return exists(this.#path);
  }

  /** Assigns the use of the archive to a new JVM, which may write in the folder. One JVM writes at a time; others start without an archive until it exists. */
  async use(folder: string): Promise<ArchiveUse> {
    if (await exists(this.#path)) {
      return {
        flags: [`-XX:SharedArchiveFile=${this.#path}`, '-Xshare:auto'],
        reads: this.#path,
        isWriting: false,
        settle: async () => undefined,
      };
    }
    if (BEING_WRITTEN.has(this.#path)) {
      return { flags: [], reads: null, isWriting: false, settle: async () => undefined };
    }
    BEING_WRITTEN.add(this.#path);
    const written = join(folder, 'classes.jsa');
    const unfinished = `${this.#path}.${process.pid}.part`;
    return {
      flags: [`-XX:ArchiveClassesAtExit=${written}`],
      reads: null,
      isWriting: true,
      settle: async (outcome) => {
        BEING_WRITTEN.delete(this.#path);
        if (outcome === 'clean' && (await exists(written))) {
          await copyFile(written, unfinished);
          await rename(unfinished, this.#path);
          await removeOthers(this.#path);
        }
      },
    };
  }
}

async function archiveName({ classPath, options }: RuntimePlace): Promise<string> {
  const hash = createHash('sha256').update(options.join('\n'));
  for (const jar of classPath) {
    const { size, mtimeMs } = await stat(jar);
    hash.update(`${jar} ${size} ${mtimeMs}\n`);
  }
  return `runtime-${hash.digest('hex').slice(0, 16)}.jsa`;
}

/** Removes the archives of former builds, 60 MB each. A JVM that reads one goes on. */
async function removeOthers(path: string): Promise<void> {
  const folder = dirname(path);
  const others = (await readdir(folder)).filter((name) => name.endsWith('.jsa') && name !== basename(path));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
}

/** Makes the folder where it can. */
async function isWritable(folder: string): Promise<boolean> {
  return mkdir(folder, { recursive: true })
    .then(() => access(folder, constants.W_OK))
    .then(
      () => true,
      () => false,
    );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
