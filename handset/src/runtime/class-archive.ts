import { createHash } from 'node:crypto';
import { access, copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The class archive of a cache folder. */
export class ClassArchive {
  readonly #path: string;
  #isBeingWritten = false;

  private constructor(path: string) {
    this.#path = path;
  }

  /** The file name depends on the class path, because a JVM refuses the archive of another class path. */
  static async open(cacheDir: string, { classPath, options }: RuntimePlace): Promise<ClassArchive> {
    const hash = createHash('sha256').update(options.join('\n'));
    for (const jar of classPath) {
      const { size, mtimeMs } = await stat(jar);
      hash.update(`${jar} ${size} ${mtimeMs}\n`);
    }
    await mkdir(cacheDir, { recursive: true });
    return new ClassArchive(join(cacheDir, `runtime-${hash.digest('hex').slice(0, 16)}.jsa`));
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
    if (this.#isBeingWritten) {
      return { flags: [], reads: null, isWriting: false, settle: async () => undefined };
    }
    this.#isBeingWritten = true;
    const written = join(folder, 'classes.jsa');
    const unfinished = `${this.#path}.${process.pid}.part`;
    return {
      flags: [`-XX:ArchiveClassesAtExit=${written}`],
      reads: null,
      isWriting: true,
      settle: async (outcome) => {
        this.#isBeingWritten = false;
        if (outcome === 'clean' && (await exists(written))) {
          await copyFile(written, unfinished);
          await rename(unfinished, this.#path);
        }
      },
    };
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
