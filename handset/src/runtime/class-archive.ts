import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuntimePlace } from './runtime-place.ts';

/** A shared class archive (AppCDS, dynamic): written by the first JVM at its end, read by all later ones (facts/robolectric.md §9). */
export interface ArchiveUse {
  readonly flags: readonly string[];
  /** True while this JVM is the one that writes it: its end takes longer. */
  readonly isWriting: boolean;
  /** To be called once the JVM has ended. */
  settle(outcome: 'clean' | 'failed'): Promise<void>;
}

const NO_NEWS = async (): Promise<void> => undefined;

export class ClassArchive {
  readonly #path: string;
  #isBeingWritten = false;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Keyed by the class path: the JVM refuses an archive of another one. */
  static async open(cacheDir: string, { classPath, options }: RuntimePlace): Promise<ClassArchive> {
    const hash = createHash('sha256').update(options.join('\n'));
    for (const jar of classPath) {
      const { size, mtimeMs } = await stat(jar);
      hash.update(`${jar} ${size} ${mtimeMs}\n`);
    }
    await mkdir(cacheDir, { recursive: true });
    return new ClassArchive(join(cacheDir, `runtime-${hash.digest('hex').slice(0, 16)}.jsa`));
  }

  /** One JVM writes at a time; others start without until it is there. */
  async use(): Promise<ArchiveUse> {
    if (await exists(this.#path)) {
      return { flags: [`-XX:SharedArchiveFile=${this.#path}`, '-Xshare:auto'], isWriting: false, settle: NO_NEWS };
    }
    if (this.#isBeingWritten) {
      return { flags: [], isWriting: false, settle: NO_NEWS };
    }
    this.#isBeingWritten = true;
    const unfinished = `${this.#path}.${process.pid}.part`;
    return {
      flags: [`-XX:ArchiveClassesAtExit=${unfinished}`],
      isWriting: true,
      settle: async (outcome) => {
        this.#isBeingWritten = false;
        if (outcome === 'clean' && (await exists(unfinished))) {
          await rename(unfinished, this.#path);
        } else {
          await rm(unfinished, { force: true });
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
